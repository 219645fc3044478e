"""Projects by their two rates."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.projects import LINE, is_short
from kpi.words.numbers import amount
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, template

TICKS = (20, 40, 60, 80, 100)


def two_rates(
    projects: Sequence[tuple[str, str, float, float]], names: Sequence[str], palette: Palette
) -> go.Figure:
    """Projects (number, name, two rates in per cent) with the 90 % lines; `names` of the rates."""
    across, up = names
    below = [is_short(min(p[2:])) for p in projects]
    behind, reached = palette.statuses["严重滞后"], palette.statuses["已完成"]
    points = {
        "type": "scatter",
        "x": [p[2] for p in projects],
        "y": [p[3] for p in projects],
        "mode": "markers",
        "marker": {
            "size": 12,
            "line": {"width": 1, "color": palette.background},
            "color": [behind if b else reached for b in below],
            "symbol": ["square" if b else "circle" for b in below],
        },
        "customdata": [
            [p[0], as_letters(p[1]), *(amount(rate, "%") for rate in p[2:])] for p in projects
        ],
        "text": [as_letters(p[0]) for p in projects],
        "hovertemplate": (
            "<b>%{customdata[1]}</b><br>%{text}<br>"
            f"{as_letters(across)} %{{customdata[2]}}　{as_letters(up)} %{{customdata[3]}}"
            "<extra></extra>"
        ),
    }
    top = max([105.0, *(max(p[2], p[3]) + 5 for p in projects)])
    return go.Figure(points, _layout(top, as_letters(across), as_letters(up), palette))


def _layout(top: float, across: str, up: str, palette: Palette) -> Part:
    # one 0 % is enough where the axes meet
    axis = {"range": [0, top], "tickvals": TICKS, "ticktext": [f"{n}%" for n in TICKS]}
    return {
        "template": template(palette),
        "height": 420,
        "margin": {"l": 8, "r": 8, "t": 36, "b": 48},
        "xaxis": axis,
        "yaxis": axis,
        "shapes": [_line("x", palette), _line("y", palette)],
        "annotations": [
            _name_of_line(LINE, 2),
            _name_of_line(2, LINE),
            # names beside the axes, for turned text is hard to read on a wall
            _name_of_axis(0, 1, f"{up} ↑", "left", 6),
            _name_of_axis(1, 0, f"{across} →", "right", -24),
        ],
    }


def _line(axis: str, palette: Palette) -> Part:
    """At 90 % of one axis, along the whole of the other."""
    along = "y" if axis == "x" else "x"
    ends = {f"{axis}0": LINE, f"{axis}1": LINE, f"{along}0": 0, f"{along}1": 1}
    line = {"color": palette.text, "width": 1, "dash": "dash"}
    return {"type": "line", f"{along}ref": f"{along} domain", "line": line} | ends


def _name_of_line(x: float, y: float) -> Part:
    corner = {"showarrow": False, "xanchor": "left", "yanchor": "bottom"}
    return {"x": x, "y": y, "text": f"{LINE:.0f}% 线"} | corner


def _name_of_axis(x: int, y: int, text: str, anchor: str, shift: int) -> Part:
    return {
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": "bottom" if y else "top",
        "yshift": shift,
    }
