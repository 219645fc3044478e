"""Frames to Plotly figures, in one look."""
