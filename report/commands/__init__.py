"""The commands of `python -m report`."""
