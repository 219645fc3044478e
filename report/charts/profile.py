"""One unit or county by all that it is asked for: each indicator as a share of its own quota."""

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.gap import gap_words
from kpi.plan import Indicator, Plan
from kpi.words.numbers import amount
from kpi.words.statuses import STATUSES
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, template

MOST = 112.0  # per cent that a bar is drawn to: twice a quota of one would flatten all the others
ROW_PIXELS, ABOVE = 58, 20  # of an indicator; how far its words stand above its bar
THIN = 0.68  # of a row is no bar, for the words stand there


def profile_bars(rows: Sequence[Progress], plan: Plan, palette: Palette) -> go.Figure:
    """A bullet an indicator in the order given: above it name, status and figure, at the right
    what lacks, each in its own unit. The track ends at the quota. A click gives the code.
    """
    traces = [
        _track(rows, palette),
        _bars(rows, palette),
        _pace(rows, palette.background, 6),
        _pace(rows, palette.text, 2),
    ]
    return go.Figure(traces, _layout(rows, plan, palette))


def _track(rows: Sequence[Progress], palette: Palette) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [100.0] * len(rows),
        "y": list(range(len(rows))),
        "marker": {"color": palette.track},
        "customdata": [[row.indicator] for row in rows],
        "hoverinfo": "skip",
        "name": "目标",
    }


def _bars(rows: Sequence[Progress], palette: Palette) -> Part:
    fills = [palette.fills[row.status] for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [min((row.rate or 0.0) * 100, MOST) for row in rows],
        "y": list(range(len(rows))),
        "marker": {
            "color": [fill.color for fill in fills],
            "line": {"color": [fill.line for fill in fills], "width": 1},
        },
        "customdata": [[row.indicator, as_letters(row.reason)] for row in rows],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "name": "完成",
    }


def _pace(rows: Sequence[Progress], color: str, width: int) -> Part:
    """Where each should be by now; the wider one behind is its outline on a bar."""
    line = {"width": width, "color": color}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [
            row.expected / row.target * 100 if row.expected is not None and row.target else None
            for row in rows
        ],
        "y": list(range(len(rows))),
        "marker": {"symbol": "line-ns", "size": 12, "line": line},
        "hovertemplate": "序时 %{x:.1f}%<extra></extra>",
        "name": "序时",
    }


def _layout(rows: Sequence[Progress], plan: Plan, palette: Palette) -> Part:
    indicators = [plan.indicator(row.indicator) for row in rows]
    notes = [
        note | {"y": place, "yshift": ABOVE, "showarrow": False}
        for place, pair in enumerate(zip(rows, indicators, strict=True))
        for note in _words(*pair, palette)
    ]
    return {
        "template": template(palette),
        "height": 18 + ROW_PIXELS * len(rows),
        "margin": {"l": 4, "r": 4, "t": 14, "b": 4},
        "barmode": "overlay",
        "bargap": THIN,
        "xaxis": {"range": [0, MOST], "visible": False, "fixedrange": True},
        "yaxis": {"range": [len(rows) - 0.6, -0.75], "visible": False, "fixedrange": True},
        "annotations": notes,
    }


def _words(row: Progress, indicator: Indicator, palette: Palette) -> Iterator[Part]:
    """致富带头人创业成功 ■ 0/3 人 at the left, 差 3 人 at the right."""
    done = amount(row.actual, indicator.uom).split()[0]
    figures = f"{STATUSES[row.status].shape} {done}/{amount(row.target, indicator.uom)}"
    left = f"{as_letters(indicator.name)}　{figures}"
    yield {"x": 0, "xref": "paper", "xanchor": "left", "text": left}
    if lacking := gap_words(row, indicator.uom):
        unit = "" if indicator.is_percent else f" {indicator.uom}"
        color = {"color": palette.statuses[row.status]}
        yield {**{"x": 1, "xref": "paper", "xanchor": "right", "font": color}} | {
            "text": f"<b>{lacking}{unit}</b>"
        }
