"""Charts of filled cells: the wall, comparisons, tiles, squares, heat tables."""
