"""A figure by channel, product or month, as bars."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.plan import Indicator
from kpi.trace.breakdown import Slice
from kpi.words.numbers import amount
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, room_for, template

MOST = 15
LONGEST_NAME = 14  # Chinese characters beside the bars, on a phone too


def slice_bars(slices: Sequence[Slice], indicator: Indicator, palette: Palette) -> go.Figure:
    """A bar a slice in the order given from the top; what comes after the first 15 is one bar."""
    shown, rest = slices[:MOST], slices[MOST:]
    names = [_short(s.name) for s in shown]
    values = [s.figure(indicator) for s in shown]
    if rest and not indicator.is_percent:
        names.append(f"其余 {len(rest)} 项")
        values.append(sum(s.figure(indicator) for s in rest))
    colors = [palette.accent] * len(shown) + [palette.muted] * (len(names) - len(shown))
    places = list(range(len(names), 0, -1))  # one for each: two long names may be cut to the same
    bars: Part = {
        "type": "bar",
        "y": places,
        "x": values,
        "orientation": "h",
        "marker": {"color": colors},
        # a month that nobody reported has no figure: its place is kept, and says why
        "text": [s.note or _written(s.figure(indicator), indicator.uom) for s in shown]
        + [_written(value, indicator.uom) for value in values[len(shown) :]],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [["" if s.note else s.name, s.rows, as_letters(s.name)] for s in shown]
        + [["", 0, as_letters(name)] for name in names[len(shown) :]],
        "hovertemplate": "<b>%{customdata[2]}</b><br>%{text}<extra></extra>",
    }
    return go.Figure(bars, _layout(names, places, bars["text"], palette))


def _layout(
    names: Sequence[str], places: Sequence[int], texts: Sequence[str], palette: Palette
) -> Part:
    return {
        "template": template(palette),
        "height": 60 + 32 * len(names),
        "margin": {"l": room_for(names), "r": room_for(texts), "t": 8, "b": 8},
        "bargap": 0.35,
        "xaxis": {"visible": False, "rangemode": "tozero"},
        "yaxis": {
            "tickvals": places,
            "ticktext": [as_letters(name) for name in names],
            "showgrid": False,
            "ticklabelstandoff": 6,
            "fixedrange": True,
        },
    }


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _written(value: float, uom: str) -> str:
    return amount(value, uom).removesuffix(f" {uom}")
