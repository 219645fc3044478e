"""Bytes to cells, in a child process with limits."""
