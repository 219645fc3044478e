"""What the command line prints and judges."""
