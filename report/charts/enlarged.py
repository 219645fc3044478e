"""A chart in bigger type, for a room that reads it from afar."""

from typing import Any

import plotly.graph_objects as go

# Whatever a figure measures in pixels: type and marks, lines, margins, and how far words stand off.
TYPE = {"size", "width", "thickness"}
ROOM = {"height", "l", "r", "t", "b", "pad", "xshift", "yshift", "ticklabelstandoff"}
PIXELS = TYPE | ROOM


def enlarged(figure: go.Figure, by: float) -> go.Figure:
    """A copy with type, marks, margins and height so many times as large, in whole pixels; as wide
    as the page, and the same in what it shows.
    """
    return go.Figure(_grown(figure.to_plotly_json(), by))


def _grown(part: Any, by: float) -> Any:
    if isinstance(part, dict):
        return {k: _measure(v, by) if k in PIXELS else _grown(v, by) for k, v in part.items()}
    return [_grown(p, by) for p in part] if isinstance(part, list | tuple) else part


def _measure(value: Any, by: float) -> Any:
    return round(value * by) if isinstance(value, int | float) else _grown(value, by)
