"""An indicator through the year: against its pace, last year, and what the year may end at."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.words.numbers import amount, foreseen
from report.charts.theme import ROOM_BELOW, Palette, Part, room_for, template

HEIGHT = 360
MONTHS = [f"{month}月" for month in range(1, 13)]
# the word once, so that twelve labels stand upright on a phone too
MONTH_TICKS = {
    "tickmode": "array",
    "tickvals": MONTHS,
    "ticktext": ["1月", *map(str, range(2, 13))],
    "tickangle": 0,
}


def pace_line(
    points: Sequence[tuple[date, Progress]],
    uom: str,
    palette: Palette,
    last_year: Sequence[tuple[date, Progress]] = (),
) -> go.Figure:
    """The cumulative figure at each month's end, the pace where there is one, and the quota; the
    range of the year's end, where there is enough to say; and the same days of last year.
    """
    days = [day for day, _ in points]
    rows = [row for _, row in points]
    traces = []
    if last_year:
        before = [row.actual for _, row in last_year]
        traces.append(_line([d for d, _ in last_year], before, palette.grid, "dot", "去年", uom))
    if any(row.expected is not None for row in rows):
        pace = [row.expected for row in rows]
        traces.append(_line(days, pace, palette.muted, "dash", "序时", uom))
    if rows and rows[-1].forecast is not None:
        traces += _fan(days[-1], rows[-1], uom, palette)
    # where no report is in, nothing is known: a gap, and no nought
    actual = [None if is_unknown(row) else row.actual for row in rows]
    done = _line(days, actual, palette.accent, "solid", "完成", uom)
    traces.append(done | {"marker": _points(rows, palette), "connectgaps": False})
    room = _room(rows)
    words = _end_labels(days, rows, uom, room, palette)
    return go.Figure(traces, _layout(room, palette) | words)


def is_unknown(row: Progress) -> bool:
    """Whether no report that was due is in, so that nothing is known."""
    return row.reports_due > 0 and row.reports_in == 0 and not row.actual


def _points(rows: Sequence[Progress], palette: Palette) -> Part:
    """Hollow where reports that were due are missing."""
    missing = [row.reports_in < row.reports_due for row in rows]
    fill = [palette.background if lacks else palette.accent for lacks in missing]
    return {"color": fill, "size": 8, "line": {"color": palette.accent, "width": 2}}


def _room(rows: Sequence[Progress]) -> int:
    """For the numbers beside the lines, of which the highest is the longest, or has a fraction."""
    reach = (value for r in rows for value in (r.actual, r.target, r.expected, r.forecast_high))
    return room_for([f"{max(filter(None, reach), default=0):,.0f}", "0.25"])


def _layout(room: int, palette: Palette) -> Part:
    year = {"categoryarray": MONTHS, "range": [-0.5, len(MONTHS) - 0.5], "showgrid": False}
    return {
        "template": template(palette),
        "height": HEIGHT,
        "margin": {"l": room, "r": 24, "t": 62, "b": ROOM_BELOW},
        "xaxis": year | MONTH_TICKS,
        "yaxis": {"rangemode": "tozero", "tickformat": ",~f"},
    }


def _fan(day: date, row: Progress, uom: str, palette: Palette) -> list[Part]:
    """From where we stand to the year's end: the line at the present pace, and its range."""
    if day.month == len(MONTHS):
        return []
    here, end = f"{day.month}月", MONTHS[-1]
    return [
        {
            "type": "scatter",
            "x": [here, end, end],
            "y": [row.actual, row.forecast_high, row.forecast_low],
            "fill": "toself",
            "fillcolor": faded(palette.accent),
            "mode": "none",
            "hoverinfo": "skip",
            "name": "预计范围",
        },
        {
            "type": "scatter",
            "x": [here, end],
            "y": [row.actual, row.forecast],
            "mode": "lines",
            "line": {"color": palette.accent, "dash": "dot", "width": 2},
            "text": [amount(row.actual, uom), foreseen(row.forecast, uom)],
            "hovertemplate": "年底预计 %{text}<extra></extra>",
            "name": "预计",
        },
    ]


def faded(color: str) -> str:
    """A colour of the palette, #rrggbb, as a light veil."""
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"


def _line(
    days: Sequence[date],
    values: Sequence[float | None],
    color: str,
    dash: str,
    name: str,
    uom: str,
) -> Part:
    return {
        "type": "scatter",
        "x": [f"{day.month}月" for day in days],
        "customdata": [f"{day.month}月{day.day}日" for day in days],
        "y": list(values),
        "mode": "lines+markers" if dash == "solid" else "lines",
        "line": {"color": color, "dash": dash, "width": 3 if dash == "solid" else 2},
        "name": name,
        "text": [amount(value, uom) for value in values],
        "hovertemplate": f"%{{customdata}} {name} %{{text}}<extra></extra>",
    }


def _end_labels(
    days: Sequence[date], rows: Sequence[Progress], uom: str, room: int, palette: Palette
) -> dict[str, list[Part]]:
    """The quota as a line with its words, and what is reached above the lines, in words too."""
    if not rows:
        return {}
    # from the chart's very left: on a phone they need the width
    words = _words(days[-1], rows[-1], uom, palette) | {"xshift": 8 - room}
    target = rows[-1].target
    if target is None:
        return {"annotations": [words]}
    quota = {
        "xref": "paper",
        "x": 0,
        "xshift": 6,
        "y": target,
        "yshift": 10,
        "text": f"目标 {amount(target, uom)}",
        "showarrow": False,
        "xanchor": "left",
    }
    line = {"color": palette.text, "width": 1}
    across = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": target, "y1": target}
    return {"annotations": [quota, words], "shapes": [across | {"line": line}]}


def _words(day: date, last: Progress, uom: str, palette: Palette) -> Part:
    """Above the lines, where no line can run through the words."""
    phrases = [f'<span style="color:{palette.accent}">● 完成 {amount(last.actual, uom)}</span>']
    if last.expected is not None:
        pace = f"┄ 序时 {amount(last.expected, uom)}"
        phrases.append(f'<span style="color:{palette.muted}">{pace}</span>')
    expected = ""
    if last.forecast is not None and day.month < len(MONTHS):
        # on a line of its own, which a phone has the width for
        expected = f'<br><span style="color:{palette.accent}">{_expectation(last, uom)}</span>'
    return {
        "xref": "paper",
        "x": 0,
        "yref": "paper",
        "y": 1,
        "yshift": 6,
        "text": "　".join(phrases) + expected,
        "align": "left",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
    }


def _expectation(row: Progress, uom: str) -> str:
    low, high = (foreseen(value, uom) for value in (row.forecast_low, row.forecast_high))
    return f"┈ 年底预计 {foreseen(row.forecast, uom)}（{low.removesuffix(f' {uom}')}–{high}）"
