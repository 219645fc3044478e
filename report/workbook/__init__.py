"""A meeting's figures as a workbook."""
