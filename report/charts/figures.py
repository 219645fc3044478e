"""Frames of progress rows to Plotly figures."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.words.numbers import amount, percent
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from report.charts.markup import as_letters
from report.charts.theme import ROOM_BELOW, Palette, Part, room_for, template

ROW_PIXELS = 34
HEAD_PIXELS = 70


def quota_bars(
    rows: Sequence[Progress], uom: str, palette: Palette, *, words: bool = False
) -> go.Figure:
    """A bar for each entity with its quota and pace marks, in the order given from the top.

    `words`: the statuses are written in words too, where there is room and nothing to hover over.
    """
    bottom_up = list(reversed(rows))
    names = [_name(row, words) for row in bottom_up]
    expected, targets = ([getattr(r, n) for r in bottom_up] for n in ("expected", "target"))
    traces = [
        _bars(bottom_up, names, uom, palette),
        _halo(expected, names, palette),
        _marks(expected, names, palette.muted, 2, "序时", uom),
        _halo(targets, names, palette),
        _marks(targets, names, palette.text, 3, "目标", uom),
    ]
    return go.Figure(traces, _layout(rows, names, uom, palette))


def _layout(rows: Sequence[Progress], names: Sequence[str], uom: str, palette: Palette) -> Part:
    return {
        "template": template(palette),
        "height": HEAD_PIXELS + ROW_PIXELS * len(rows),
        "margin": {"l": room_for(names), "r": 16, "t": 36, "b": ROOM_BELOW},
        "bargap": 0.35,
        "xaxis": {"range": [0, _reach(rows)], "tickformat": ",~f"} | _ticks(rows, uom),
        "yaxis": {
            "showgrid": False,
            "ticks": "",
            "ticklabelstandoff": 6,
            "fixedrange": True,
            # room for the first row's marks under their names
            "range": [-0.5, len(rows) - 0.1],
        },
        "annotations": _names_of_marks(rows[0], palette) if rows else [],
    }


def _name(row: Progress, words: bool) -> str:
    status = STATUSES[row.status]
    mark = status.label if words else status.shape
    return f"{as_letters(spoken(row.entity))} {mark} {percent(row.rate)}"


def _ticks(rows: Sequence[Progress], uom: str) -> dict[str, float]:
    """A few ticks; what is counted one by one has none between."""
    whole = uom not in ("万元", "%") and _reach(rows) < 6
    return {"dtick": 1} if whole else {"nticks": 6}


def _reach(rows: Sequence[Progress]) -> float:
    """The right end of the axis: a little beyond the longest bar or mark."""
    return max((max(r.actual or 0, r.target or 0) for r in rows), default=1.0) * 1.08


def _bars(rows: list[Progress], names: list[str], uom: str, palette: Palette) -> Part:
    return {
        "type": "bar",
        "y": names,
        "x": [row.actual for row in rows],
        "orientation": "h",
        "marker": {"color": palette.accent},
        "text": [amount(row.actual, uom).split()[0] for row in rows],
        "textposition": "auto",
        "textangle": 0,
        "insidetextanchor": "start",
        "constraintext": "none",
        "insidetextfont": {"color": palette.on_accent, "size": 14},
        "outsidetextfont": {"color": palette.text, "size": 14},
        "customdata": [
            [
                row.entity,
                as_letters(row.reason),
                amount(row.actual, uom),
                as_letters(spoken(row.entity)),
            ]
            for row in rows
        ],
        "hovertemplate": "<b>%{customdata[3]}</b><br>%{customdata[1]}<extra></extra>",
        "name": "完成",
    }


def _marks(
    values: list[float | None], names: list[str], color: str, width: int, name: str, uom: str
) -> Part:
    return _upright(values, names, color, width) | {
        "text": [amount(value, uom) for value in values],
        "hovertemplate": f"{name} %{{text}}<extra></extra>",
        "name": name,
    }


def _halo(values: list[float | None], names: list[str], palette: Palette) -> Part:
    """A mark's outline, so that it is seen on a bar too."""
    return _upright(values, names, palette.background, 6) | {"hoverinfo": "skip", "name": ""}


def _upright(values: list[float | None], names: list[str], color: str, width: int) -> Part:
    line = {"width": width, "color": color}
    marker = {"symbol": "line-ns", "size": 20, "line": line}
    return {"type": "scatter", "y": names, "x": values, "mode": "markers", "marker": marker}


def _names_of_marks(top: Progress, palette: Palette) -> list[Part]:
    """The marks' names stand on the first row's marks, so that no legend is needed."""
    marks = ((top.target, "目标", palette.text), (top.expected, "序时", palette.muted))
    place = {"y": 1, "yref": "paper", "yshift": 12, "showarrow": False}
    return [
        place | {"x": value, "text": text, "font": {"color": color, "size": 13}}
        for value, text, color in marks
        if value is not None
    ]
