"""Frames of progress rows to Plotly figures."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.gap import gap_words
from kpi.words.numbers import amount, percent
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from report.charts.markup import as_letters
from report.charts.theme import ROOM_BELOW, Palette, Part, room_for, template

ROW_PIXELS = 34
HEAD_PIXELS = 70
LONG = 0.12  # the share of the axis from which on a bar holds its figure


def quota_bars(
    rows: Sequence[Progress], uom: str, palette: Palette, *, words: bool = False
) -> go.Figure:
    """A bullet for each entity, in the order given from the top: a pale track up to its quota, what
    is done filled by status, a line where it should be, and at the right what is lacking.

    `words`: the statuses are written in words too, where there is room and nothing to hover over.
    """
    bottom_up = list(reversed(rows))
    names = [_name(row, words) for row in bottom_up]
    traces = [
        _track(bottom_up, names, uom, palette),
        _bars(bottom_up, names, uom, palette),
        _halo([r.expected for r in bottom_up], names, palette),
        _marks([r.expected for r in bottom_up], names, palette.text, 2, "序时", uom),
    ]
    return go.Figure(traces, _layout(rows, names, uom, palette))


def _layout(rows: Sequence[Progress], names: Sequence[str], uom: str, palette: Palette) -> Part:
    lacking = [gap_words(row, uom) for row in rows]
    return {
        "template": template(palette),
        "height": HEAD_PIXELS + ROW_PIXELS * len(rows),
        "margin": {"l": room_for(names), "r": room_for(lacking) + 8, "t": 36, "b": ROOM_BELOW},
        "barmode": "overlay",
        "bargap": 0.32,
        "xaxis": {"range": [0, _reach(rows)], "tickformat": ",~f", "tickangle": 0}
        | _ticks(rows, uom),
        "yaxis": {
            "showgrid": False,
            "ticks": "",
            "ticklabelstandoff": 6,
            "fixedrange": True,
            # room for the first row's marks under their names
            "range": [-0.5, len(rows) - 0.1],
        },
        "annotations": [*_names_of_marks(rows, palette), *_lacking(rows, names, uom, palette)],
    }


def _name(row: Progress, words: bool) -> str:
    status = STATUSES[row.status]
    mark = status.label if words else status.shape
    return f"{as_letters(spoken(row.entity))} {mark} {percent(row.rate)}"


def _ticks(rows: Sequence[Progress], uom: str) -> dict[str, float]:
    """A few ticks; what is counted one by one has none between."""
    whole = uom not in ("万元", "%") and _reach(rows) < 6
    return {"dtick": 1} if whole else {"nticks": 5}


def _reach(rows: Sequence[Progress]) -> float:
    """The right end of the axis: a little beyond the longest bar or mark."""
    return max((max(r.actual or 0, r.target or 0) for r in rows), default=1.0) * 1.08


def _track(rows: list[Progress], names: list[str], uom: str, palette: Palette) -> Part:
    return {
        "type": "bar",
        "y": names,
        "x": [row.target for row in rows],
        "orientation": "h",
        "marker": {"color": palette.track},
        "customdata": [[row.entity] for row in rows],
        "text": [amount(row.target, uom) for row in rows],
        "textposition": "none",
        "hovertemplate": "目标 %{text}<extra></extra>",
        "name": "目标",
    }


def _bars(rows: list[Progress], names: list[str], uom: str, palette: Palette) -> Part:
    fills = [palette.fills[row.status] for row in rows]
    inside = [_holds_its_figure(row, _reach(rows)) for row in rows]
    return {
        "type": "bar",
        "y": names,
        "x": [row.actual for row in rows],
        "orientation": "h",
        "marker": {
            "color": [fill.color for fill in fills],
            "line": {"color": [fill.line for fill in fills], "width": 1},
        },
        "text": [amount(row.actual, uom).split()[0] for row in rows],
        "textposition": ["inside" if long else "outside" for long in inside],
        "textangle": 0,
        "insidetextanchor": "end",
        "constraintext": "none",
        "cliponaxis": False,
        "insidetextfont": {"color": [fill.on for fill in fills], "size": 14},
        "outsidetextfont": {"color": palette.text, "size": 14},
        "customdata": [_told(row, uom) for row in rows],
        "hovertemplate": "<b>%{customdata[3]}</b><br>%{customdata[1]}<extra></extra>",
        "name": "完成",
    }


def _holds_its_figure(row: Progress, reach: float) -> bool:
    """Whether there is room in the bar's end, where no pace line goes through it."""
    done, room = row.actual or 0.0, LONG * reach
    passed = done - (row.expected if row.expected is not None else -reach)
    return done > room and not 0 <= passed < room


def _told(row: Progress, uom: str) -> list[str]:
    """What a click and a hover take from a bar: the entity first."""
    spoken_name = as_letters(spoken(row.entity))
    return [row.entity, as_letters(row.reason), amount(row.actual, uom), spoken_name]


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


def _names_of_marks(rows: Sequence[Progress], palette: Palette) -> list[Part]:
    """The marks' names stand on the first row's marks, so that no legend is needed."""
    if not rows:
        return []
    marks = ((rows[0].target, "目标", palette.muted), (rows[0].expected, "序时", palette.text))
    place = {"y": 1, "yref": "paper", "yshift": 12, "showarrow": False}
    return [
        place | {"x": value, "text": text, "font": {"color": color, "size": 13}}
        for value, text, color in marks
        if value is not None
    ]


def _lacking(
    rows: Sequence[Progress], names: Sequence[str], uom: str, palette: Palette
) -> list[Part]:
    """差 138.2 at the right end of each line that is behind."""
    place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "showarrow": False}
    return [
        place
        | {"y": name, "text": words, "font": {"color": palette.statuses[row.status], "size": 14}}
        for row, name in zip(reversed(rows), names, strict=True)
        if (words := gap_words(row, uom))
    ]
