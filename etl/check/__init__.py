"""A table to typed rows, and every problem that its sender has to know."""
