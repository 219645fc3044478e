"""Accounts for every cell: what is not understood word by word becomes a question."""
