"""A chart on the stage: a canvas of 1920 x 1080 that a projector shows, read from the back row."""

import plotly.graph_objects as go

from report.charts.enlarged import enlarged

WIDTH, HEIGHT = 1920, 1080  # of the canvas, whatever the projector has
MARGIN = 72
TITLE, LABEL, FIGURE = 52, 28, 96  # pixels of type: titles, the least of all else, headline figures
BY = 2.0  # charts are drawn in a type of 14


def staged(figure: go.Figure, height: int, width: int = WIDTH - 2 * MARGIN) -> go.Figure:
    """A copy in type for the stage that fills so many pixels of the canvas."""
    large = enlarged(figure, BY)
    for note in large.layout.annotations:
        note.font.size = max(note.font.size or LABEL, LABEL)
    hover = {"font": {"size": LABEL}}
    large.layout.update(width=width, height=height, autosize=False, hoverlabel=hover)
    return large
