"""The verdict on a workbook: all its parts, or all its problems, found in a child with limits."""
