"""指标: from a figure down to the rows and cells behind it."""
