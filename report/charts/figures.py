"""Frames of progress rows to Plotly figures."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.gap import gap_words
from kpi.words.numbers import amount, percent
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, room_for, template

ROW_PIXELS = 34
HEAD_PIXELS, EDGE = 36, 4
DONE_WORD = "完成"  # the head over the figures
FROM_BARS, APART = 14, 8  # pixels from the bars to the figures, from these to what is lacking


def quota_bars(
    rows: Sequence[Progress], uom: str, palette: Palette, *, words: bool = False
) -> go.Figure:
    """A bullet for each entity, in the order given from the top: a pale track up to its quota, what
    is done filled by status, a line where it should be, and at the right, in two columns, what is
    done and what is lacking. The figures stand outside, because how much room a bar has is only
    known where it is drawn: on a phone a figure in it would be cut, or crossed by the pace line.

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
    columns = _columns(rows, uom)
    return {
        "template": template(palette),
        "height": HEAD_PIXELS + ROW_PIXELS * len(rows) + EDGE,
        "margin": {"l": room_for(names), "r": sum(columns), "t": HEAD_PIXELS, "b": EDGE},
        "barmode": "overlay",
        "bargap": 0.32,
        # every bar has its figure, so that the axis need have none
        "xaxis": {"range": [0, _reach(rows)], "visible": False, "fixedrange": True},
        "yaxis": {
            "showgrid": False,
            "ticks": "",
            "ticklabelstandoff": 6,
            "fixedrange": True,
            # room for the first row's marks under their names
            "range": [-0.5, len(rows) - 0.1],
        },
        "annotations": [
            *_names_of_marks(rows, columns[0], palette),
            *_done(rows, names, uom, columns[0]),
            *_lacking(rows, names, uom, columns[0], palette),
        ],
    }


def _columns(rows: Sequence[Progress], uom: str) -> tuple[int, int]:
    """The pixels at the right of the bars: of the figures, then of what is lacking."""
    figures = [DONE_WORD, *(_figure(row, uom) for row in rows)]
    gaps = [gap_words(row, uom) for row in rows]
    return FROM_BARS + room_for(figures, spare=0), APART + room_for(gaps, spare=4)


def _figure(row: Progress, uom: str) -> str:
    return amount(row.actual, uom).split()[0]


def _name(row: Progress, words: bool) -> str:
    status = STATUSES[row.status]
    mark = status.label if words else status.shape
    return f"{as_letters(spoken(row.entity))} {mark} {percent(row.rate)}"


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
    return {
        "type": "bar",
        "y": names,
        "x": [row.actual for row in rows],
        "orientation": "h",
        "marker": {
            "color": [fill.color for fill in fills],
            "line": {"color": [fill.line for fill in fills], "width": 1},
        },
        "customdata": [_told(row, uom) for row in rows],
        "hovertemplate": "<b>%{customdata[3]}</b><br>%{customdata[1]}<extra></extra>",
        "name": "完成",
    }


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


def _names_of_marks(rows: Sequence[Progress], shift: int, palette: Palette) -> list[Part]:
    """The marks' names stand on the first row's marks, so that no legend is needed; on either side
    of them, for on a phone both are close.
    """
    if not rows:
        return []
    marks: tuple[Part, ...] = (
        {"x": rows[0].target, "text": "目标", "xanchor": "left", "font": {"color": palette.muted}},
        {"x": rows[0].expected, "text": "序时", "xanchor": "right"},
        {"x": 1, "xref": "paper", "xanchor": "right", "xshift": shift, "text": DONE_WORD},
    )
    place = {"y": 1, "yref": "paper", "yshift": 12, "showarrow": False}
    font = {"color": palette.text, "size": 13}
    return [
        place | mark | {"font": font | mark.get("font", {})}
        for mark in marks
        if mark["x"] is not None
    ]


def _done(rows: Sequence[Progress], names: Sequence[str], uom: str, shift: int) -> list[Part]:
    """86.8 right of each line, one below the other."""
    place = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": shift, "showarrow": False}
    return [
        place | {"y": name, "text": _figure(row, uom), "font": {"size": 14}}
        for row, name in zip(reversed(rows), names, strict=True)
    ]


def _lacking(
    rows: Sequence[Progress], names: Sequence[str], uom: str, shift: int, palette: Palette
) -> list[Part]:
    """差 138.2 at the right end of each line that is behind."""
    place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": shift + APART}
    return [
        place
        | {"y": name, "text": words, "font": {"color": palette.statuses[row.status], "size": 14}}
        | {"showarrow": False}
        for row, name in zip(reversed(rows), names, strict=True)
        if (words := gap_words(row, uom))
    ]
