"""A chart on a page of A3 that lies on its side, in type that is read from the wall."""

import plotly.graph_objects as go

from report.charts.enlarged import enlarged
from report.charts.theme import LIGHT, Palette
from report.files.stamped import Stamp, stamped

# a browser prints 96 pixels an inch: 420 x 297 mm
A3_WIDTH, A3_HEIGHT = 1587, 1123
BY = 2.0  # charts are drawn in a type of 14


def poster(
    figure: go.Figure, title: str, stamp: Stamp, palette: Palette = LIGHT, uom: str = ""
) -> go.Figure:
    """The chart with its title and stamp, enlarged so that all of it fills the page."""
    width, height = A3_WIDTH / BY, A3_HEIGHT / BY
    copy = go.Figure(figure)
    around = (
        stamped(copy, title, stamp, palette, round(width), uom).layout.height - copy.layout.height
    )
    copy.layout.height = height - around
    large = enlarged(stamped(copy, title, stamp, palette, round(width), uom), BY)
    large.layout.update(width=A3_WIDTH, height=A3_HEIGHT)
    return large
