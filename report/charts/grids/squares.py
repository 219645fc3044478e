"""All indicators as squares, a line a status with its count: how the year stands at a glance."""

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.findings import by_status
from kpi.plan import Plan
from kpi.words.statuses import STATUSES
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, room_for, template

A_LINE = 10  # squares side by side; of more a status takes a second line
SQUARE, LINE_PIXELS, EDGE = 19, 24, 4

Place = tuple[int, int, Progress]  # column, line from the top


def squares(
    rows: Sequence[Progress], plan: Plan, palette: Palette, a_line: int = A_LINE
) -> go.Figure:
    """A square for each row, filled by its status with the shape written in it, the urgent on top.

    A click gives the indicator's code.
    """
    places = list(_places(rows, a_line))
    lines = max((line for _, line, _ in places), default=0) + 1
    labels = [f"{STATUSES[word].label} {n}" for word, n, _ in _groups(rows, a_line)]
    layout = {
        "template": template(palette),
        "height": LINE_PIXELS * lines + 2 * EDGE,
        "margin": {"l": room_for(labels), "r": EDGE, "t": EDGE, "b": EDGE},
        "xaxis": {"range": [-0.5, a_line - 0.5], "visible": False, "fixedrange": True},
        "yaxis": {"range": [lines - 0.5, -0.5], "visible": False, "fixedrange": True},
        "annotations": list(_labels(rows, palette, a_line)),
    }
    return go.Figure([_marks(places, plan, palette)], layout)


def _groups(rows: Sequence[Progress], a_line: int) -> Iterator[tuple[str, int, int]]:
    """Each status that occurs, how many have it, and its first line."""
    line = 0
    for word, number in by_status(rows).items():
        yield word, number, line
        line += -(-number // a_line)


def _places(rows: Sequence[Progress], a_line: int) -> Iterator[Place]:
    for word, _, line in _groups(rows, a_line):
        for n, row in enumerate(row for row in rows if row.status == word):
            yield n % a_line, line + n // a_line, row


def _marks(places: Sequence[Place], plan: Plan, palette: Palette) -> Part:
    fills = [palette.fills[row.status] for _, _, row in places]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [column for column, _, _ in places],
        "y": [line for _, line, _ in places],
        "marker": {
            "symbol": "square",
            "size": SQUARE,
            "opacity": 1,
            "color": [fill.color for fill in fills],
            "line": {"color": [fill.line for fill in fills], "width": 1},
        },
        "text": [STATUSES[row.status].shape for _, _, row in places],
        "textfont": {"color": [fill.on for fill in fills], "size": 12},
        "customdata": [_told(row, plan) for _, _, row in places],
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        "cliponaxis": False,
    }


def _told(row: Progress, plan: Plan) -> list[str]:
    """What a click and a hover take from a square: the indicator's code first."""
    words = f"{STATUSES[row.status].label}，{row.reason}"
    return [row.indicator, as_letters(plan.indicator(row.indicator).name), as_letters(words)]


def _labels(rows: Sequence[Progress], palette: Palette, a_line: int) -> Iterator[Part]:
    """✖ 逾期 9 left of its squares."""
    place = {"xref": "paper", "x": 0, "xanchor": "right", "xshift": -6, "showarrow": False}
    for word, number, line in _groups(rows, a_line):
        yield place | {
            "y": line,
            "text": f"{STATUSES[word].label} <b>{number}</b>",
            "font": {"color": palette.statuses[word], "size": 14},
        }
