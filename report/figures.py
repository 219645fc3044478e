"""Frames of progress rows to Plotly figures."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.numbers import amount, percent
from kpi.progress import Progress
from kpi.statuses import STATUSES
from report.markup import as_letters
from report.theme import Palette, template

ROW_PIXELS = 34
HEAD_PIXELS = 70


def quota_bars(
    rows: Sequence[Progress], uom: str, palette: Palette, *, words: bool = False
) -> go.Figure:
    """A bar for each entity with its quota and pace marks, in the order given from the top.

    `words`: the statuses are told in words too, where there is room and nothing to hover over.
    """
    bottom_up = list(reversed(rows))
    names = [_name(row, words) for row in bottom_up]
    figure = go.Figure(
        [
            _bars(bottom_up, names, uom, palette),
            _halo([row.expected for row in bottom_up], names, palette),
            _marks([row.expected for row in bottom_up], names, palette.muted, 2, "序时", uom),
            _halo([row.target for row in bottom_up], names, palette),
            _marks([row.target for row in bottom_up], names, palette.text, 3, "目标", uom),
        ]
    )
    figure.update_layout(
        template=template(palette),
        height=HEAD_PIXELS + ROW_PIXELS * len(rows),
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        bargap=0.35,
        xaxis={"range": [0, _reach(rows)], "tickformat": ",~f"} | _ticks(rows, uom),
        yaxis={
            "showgrid": False,
            "ticks": "",
            "ticklabelstandoff": 6,
            "fixedrange": True,
            # room for the first row's marks under their names
            "range": [-0.5, len(rows) - 0.1],
        },
    )
    if rows:
        _name_the_marks(figure, rows[0], palette)
    return figure


def _name(row: Progress, words: bool) -> str:
    status = STATUSES[row.status]
    told = status.label if words else status.shape
    return f"{as_letters(row.entity)} {told} {percent(row.rate)}"


def _ticks(rows: Sequence[Progress], uom: str) -> dict[str, float]:
    """A few ticks; what is counted one by one has none between."""
    whole = uom not in ("万元", "%") and _reach(rows) < 6
    return {"dtick": 1} if whole else {"nticks": 6}


def _reach(rows: Sequence[Progress]) -> float:
    """The right end of the axis: a little beyond the longest bar or mark."""
    return max((max(r.actual or 0, r.target or 0) for r in rows), default=1.0) * 1.08


def _bars(rows: list[Progress], names: list[str], uom: str, palette: Palette) -> go.Bar:
    return go.Bar(
        y=names,
        x=[row.actual for row in rows],
        orientation="h",
        marker={"color": palette.accent},
        text=[amount(row.actual, uom).split()[0] for row in rows],
        textposition="auto",
        textangle=0,
        insidetextanchor="start",
        constraintext="none",
        insidetextfont={"color": palette.on_accent, "size": 14},
        outsidetextfont={"color": palette.text, "size": 14},
        customdata=[
            [row.entity, as_letters(row.reason), amount(row.actual, uom), as_letters(row.entity)]
            for row in rows
        ],
        hovertemplate="<b>%{customdata[3]}</b><br>%{customdata[1]}<extra></extra>",
        name="完成",
    )


def _marks(
    values: list[float | None], names: list[str], color: str, width: int, name: str, uom: str = ""
) -> go.Scatter:
    return go.Scatter(
        y=names,
        x=values,
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 20,
            "line": {"width": width, "color": color},
        },
        text=[amount(value, uom) for value in values],
        hovertemplate=f"{name} %{{text}}<extra></extra>",
        name=name,
    )


def _halo(values: list[float | None], names: list[str], palette: Palette) -> go.Scatter:
    """A mark's outline, so that it is seen on a bar too."""
    halo = _marks(values, names, palette.background, 6, "")
    return halo.update(hoverinfo="skip", hovertemplate=None, text=None)


def _name_the_marks(figure: go.Figure, top: Progress, palette: Palette) -> None:
    """The marks' names stand on the first row's marks, so that no legend is needed."""
    for value, text, color in (
        (top.target, "目标", palette.text),
        (top.expected, "序时", palette.muted),
    ):
        if value is not None:
            figure.add_annotation(
                x=value,
                y=1,
                yref="paper",
                yshift=12,
                text=text,
                showarrow=False,
                font={"color": color, "size": 13},
            )
