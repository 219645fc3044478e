"""A figure walked back: to its parts, its rows, its cells, and what changed it."""
