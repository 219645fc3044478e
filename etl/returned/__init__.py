"""The workbook that goes back, its bad cells marked."""
