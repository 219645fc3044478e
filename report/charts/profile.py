"""One unit or county by all that it is asked for: each indicator as a share of its own quota."""

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.gap import gap_words
from kpi.plan import Indicator, Plan
from kpi.words.numbers import amount
from report.charts.figures import Told, quota_bars
from report.charts.theme import Palette

MOST = 112.0  # per cent that a bar is drawn to: twice a quota of one would flatten all the others


def profile_bars(rows: Sequence[Progress], plan: Plan, palette: Palette) -> go.Figure:
    """A bullet an indicator in the order given, 100 its quota; figure and gap are in its own unit.

    A click gives the indicator's code.
    """
    indicators = [plan.indicator(row.indicator) for row in rows]
    shares = [_share(*pair) for pair in zip(rows, indicators, strict=True)]
    told = [_told(*pair) for pair in zip(rows, indicators, strict=True)]
    figure = quota_bars(shares, "%", palette, told=told)
    # a bar's entity is its indicator's name here
    for trace in figure.data[:2]:
        codes = [row.indicator for row in reversed(rows)]
        pairs = zip(codes, trace.customdata, strict=True)
        trace.customdata = [[code, *data[1:]] for code, data in pairs]
    figure.layout.xaxis.ticksuffix = "%"
    return figure


def _share(row: Progress, indicator: Indicator) -> Progress:
    rate = None if row.rate is None else min(row.rate * 100, MOST)
    pace = row.expected / row.target * 100 if row.expected is not None and row.target else None
    return replace(row, entity=indicator.name, actual=rate, target=100.0, expected=pace)


def _told(row: Progress, indicator: Indicator) -> Told:
    """86.8/300.0 万元, and 差 138.2 万元."""
    done = amount(row.actual, indicator.uom).split()[0]
    lacking = gap_words(row, indicator.uom)
    unit = "" if indicator.is_percent or not lacking else f" {indicator.uom}"
    return Told(f"{done}/{amount(row.target, indicator.uom)}", f"{lacking}{unit}")
