"""What a plan takes for believable: beyond it a figure is asked about, never refused."""
