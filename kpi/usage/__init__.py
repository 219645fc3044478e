"""Command lines: how they are run, what they may print."""
