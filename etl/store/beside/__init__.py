"""A workbook beside all that was received before: what only other submissions make doubtful."""
