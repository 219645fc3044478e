"""Purchasers by month: those who bought for the first time, and those who came back."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.topics.purchases import Purchasers
from report.charts.lines import MONTH_TICKS, MONTHS
from report.charts.theme import ROOM_BELOW, Palette, Part, room_for, template


def purchaser_bars(months: Sequence[Purchasers], palette: Palette) -> go.Figure:
    """Each month's purchasers, those who came back below, the new ones above."""
    traces = [
        _purchasers("再次采购", months, [m.repeat_purchasers for m in months], palette),
        # the upper numbers stand above the bars: a thin piece has no room for one
        _purchasers("首次采购", months, [m.new_purchasers for m in months], palette, above=True),
    ]
    layout = {
        "template": template(palette),
        "barmode": "stack",
        "height": 300,
        "margin": {"l": room_for(["100"]), "r": 8, "t": 40, "b": ROOM_BELOW},
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "xaxis": {"categoryarray": MONTHS, "range": [-0.5, 11.5], "showgrid": False} | MONTH_TICKS,
    }
    return go.Figure(traces, layout)


def _purchasers(
    name: str,
    months: Sequence[Purchasers],
    values: Sequence[int],
    palette: Palette,
    *,
    above: bool = False,
) -> Part:
    return {
        "type": "bar",
        "x": [f"{m.month.month}月" for m in months],
        "y": values,
        "name": name,
        "marker": {"color": palette.muted if above else palette.accent},
        "text": [value or "" for value in values],
        "textangle": 0,
        "textposition": "outside" if above else "inside",
        "constraintext": "none",
        "cliponaxis": False,
        "insidetextfont": {"color": palette.on_accent},
        "outsidetextfont": {"color": palette.muted},
        "hovertemplate": f"%{{x}} {name} %{{y}} 家<extra></extra>",
    }
