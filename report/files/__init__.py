"""Figures and tables to files: PNG, SVG, PDF, XLSX, each with what it shows written in it."""
