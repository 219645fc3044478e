"""What a submission changed against the one before it."""
