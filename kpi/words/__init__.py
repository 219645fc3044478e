"""Figures, reasons and statuses in the reader's words."""
