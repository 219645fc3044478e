"""Who is furthest behind, of whatever indicator: how far, how much is lacking, what it takes."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.gap import lacking, need_words
from kpi.plan import Plan
from kpi.words.numbers import percent
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from report.charts.markup import as_letters
from report.charts.theme import Palette, Part, template

ROW_PIXELS, EDGE, HEAD_PIXELS = 38, 4, 18
WIDE = 150.0  # of the axis, where a quota is 100: to its right stands what it takes
TOUCHING = 80.0  # a pace beyond it, its name would touch that of the quota
WORDS_AT, BAR_AT, BAR = 0.28, -0.17, 0.34  # within a row


def worst_bars(
    rows: Sequence[Progress], plan: Plan, palette: Palette, names: Mapping[str, str] | None = None
) -> go.Figure:
    """For each row, from the top: its name and indicator, what it lacks; below, a bullet in per
    cents of its own quota with its pace, and what each month must bring.

    `names` are what entities are called in full. A click gives the row's number, from 0.
    """
    traces = [
        _whole(rows, plan, names or {}),
        _bar([100.0] * len(rows), [palette.track] * len(rows)),
        _bar(
            [min((row.rate or 0.0) * 100, 100.0) for row in rows],
            [palette.fills[row.status].color for row in rows],
        ),
        _paces(rows, palette.background, 6),
        _paces(rows, palette.text, 2),
    ]
    return go.Figure(traces, _layout(rows, plan, palette))


def _layout(rows: Sequence[Progress], plan: Plan, palette: Palette) -> Part:
    return {
        "template": template(palette),
        "height": HEAD_PIXELS + ROW_PIXELS * len(rows) + EDGE,
        "margin": {"l": EDGE, "r": EDGE, "t": HEAD_PIXELS, "b": 0},
        "barmode": "overlay",
        "xaxis": {"range": [0, WIDE], "visible": False, "fixedrange": True},
        "yaxis": {"range": [len(rows) - 0.5, -0.5], "visible": False, "fixedrange": True},
        "annotations": [
            *_heads(rows, palette),
            *(part for n, row in enumerate(rows) for part in _words(n, row, plan, palette)),
        ],
    }


def _whole(rows: Sequence[Progress], plan: Plan, names: Mapping[str, str]) -> Part:
    """The whole row answers to the mouse, not the bar alone."""
    return _bar([WIDE] * len(rows), ["rgba(0,0,0,0)"] * len(rows)) | {
        "y": list(range(len(rows))),
        "width": [1.0] * len(rows),
        "customdata": [_told(n, row, plan, names) for n, row in enumerate(rows)],
        "hoverinfo": "text",
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
    }


def _told(n: int, row: Progress, plan: Plan, names: Mapping[str, str]) -> list[str]:
    name = names.get(row.entity, spoken(row.entity))
    title = f"{name}　{plan.indicator(row.indicator).name}"
    return [str(n), as_letters(title), as_letters(row.reason)]


def _bar(values: list[float], colors: list[str]) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": [n - BAR_AT for n in range(len(values))],
        "width": [BAR] * len(values),  # in rows; a list, for a number would grow with the type
        "marker": {"color": colors, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _paces(rows: Sequence[Progress], color: str, width: int) -> Part:
    """Where each should be by now; the wider one is an outline, seen on a bar too."""
    paced = [(n, row) for n, row in enumerate(rows) if row.expected is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.elapsed * 100 for _, row in paced],
        "y": [n - BAR_AT for n, _ in paced],
        "marker": {
            "symbol": "line-ns",
            "size": 10,
            "line": {"color": color, "width": width},
        },
        "hoverinfo": "skip",
    }


def _heads(rows: Sequence[Progress], palette: Palette) -> list[Part]:
    """The first row's marks are named above it, so that no legend is needed."""
    first = next((row for row in rows[:1] if row.expected is not None), None)
    pace = first.elapsed * 100 if first else 0.0
    if pace >= 100:  # at the year's end they are one mark
        named = [(100.0, "序时、目标 100%", palette.text, "right")]
    else:
        # two names that would touch grow away from each other
        side = "left" if pace > TOUCHING else "center"
        named = [(100.0, "目标 100%", palette.muted, side)]
        if first:
            named.append((pace, f"序时 {percent(first.elapsed)}", palette.text, "right"))
    place = {"y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    return [
        place | {"x": x, "xanchor": side, "text": text, "font": {"color": color, "size": 12}}
        for x, text, color, side in named
        if rows
    ]


def _words(n: int, row: Progress, plan: Plan, palette: Palette) -> list[Part]:
    """莘庄镇 ■ 镇街动员企业采购, 差 138.2 万元; below, 每月需 71.1 万元."""
    indicator, shape = plan.indicator(row.indicator), STATUSES[row.status].shape
    color, size = palette.statuses[row.status], {"size": 14}
    who = as_letters(spoken(row.entity.removesuffix(TOTAL_SUFFIX)))
    left, right = {"x": 0, "xanchor": "left"}, {"x": WIDE, "xanchor": "right"}
    plain, red = {"font": size}, {"font": size | {"color": color}}
    texts = [
        left | plain | {"text": f'<b>{who}</b> <span style="color:{color}">{shape}</span> '
                        f"{as_letters(indicator.name)}", "y": n - WORDS_AT},
        right | red | {"text": f"<b>{lacking(row, indicator.uom)}</b>", "y": n - WORDS_AT},
        right | plain | {"text": what_it_takes(row, indicator.uom), "y": n - BAR_AT},
    ]  # fmt: skip
    return [text | {"showarrow": False} for text in texts]


def what_it_takes(row: Progress, uom: str) -> str:
    """每月需 71.1 万元, or that the day is past."""
    return need_words(row, uom) or "期限已过"
