"""An indicator through the year: against its pace, last year, and what the year may end at."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from kpi.numbers import amount
from kpi.progress import Progress
from report.theme import Palette, template

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
    figure = go.Figure()
    if last_year:
        before = [row.actual for _, row in last_year]
        figure.add_trace(_line([d for d, _ in last_year], before, palette.grid, "dot", "去年", uom))
    if any(row.expected is not None for row in rows):
        pace = [row.expected for row in rows]
        figure.add_trace(_line(days, pace, palette.muted, "dash", "序时", uom))
    if rows and rows[-1].forecast is not None:
        _add_fan(figure, days[-1], rows[-1], uom, palette)
    figure.add_trace(
        _line(days, [row.actual for row in rows], palette.accent, "solid", "完成", uom)
    )
    figure.update_layout(
        template=template(palette),
        height=HEIGHT,
        margin={"l": 8, "r": 24, "t": 62, "b": 8},
        xaxis={"categoryarray": MONTHS, "range": [-0.5, len(MONTHS) - 0.5], "showgrid": False}
        | MONTH_TICKS,
        yaxis={"rangemode": "tozero", "tickformat": ",~f"},
    )
    _label_ends(figure, days, rows, uom, palette)
    return figure


def _add_fan(figure: go.Figure, day: date, row: Progress, uom: str, palette: Palette) -> None:
    """From where we stand to the year's end: the line at the present pace, and its range."""
    if day.month == len(MONTHS):
        return
    here, end = f"{day.month}月", MONTHS[-1]
    figure.add_trace(
        go.Scatter(
            x=[here, end, end],
            y=[row.actual, row.forecast_high, row.forecast_low],
            fill="toself",
            fillcolor=faded(palette.accent),
            mode="none",
            hoverinfo="skip",
            name="预计范围",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[here, end],
            y=[row.actual, row.forecast],
            mode="lines",
            line={"color": palette.accent, "dash": "dot", "width": 2},
            text=[amount(value, uom) for value in (row.actual, row.forecast)],
            hovertemplate="年底预计 %{text}<extra></extra>",
            name="预计",
        )
    )


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
) -> go.Scatter:
    return go.Scatter(
        x=[f"{day.month}月" for day in days],
        customdata=[f"{day.month}月{day.day}日" for day in days],
        y=list(values),
        mode="lines+markers" if dash == "solid" else "lines",
        line={"color": color, "dash": dash, "width": 3 if dash == "solid" else 2},
        name=name,
        text=[amount(value, uom) for value in values],
        hovertemplate=f"%{{customdata}} {name} %{{text}}<extra></extra>",
    )


def _label_ends(
    figure: go.Figure, days: Sequence[date], rows: Sequence[Progress], uom: str, palette: Palette
) -> None:
    if not rows:
        return
    last = rows[-1]
    if last.target is not None:
        figure.add_hline(y=last.target, line={"color": palette.text, "width": 1})
        figure.add_annotation(
            x=0,
            xref="paper",
            y=last.target,
            xshift=6,
            yshift=10,
            text=f"目标 {amount(last.target, uom)}",
            showarrow=False,
            xanchor="left",
        )
    # above the lines, where no line can run through the words
    told = [f'<span style="color:{palette.accent}">● 完成 {amount(last.actual, uom)}</span>']
    if last.expected is not None:
        pace = f"┄ 序时 {amount(last.expected, uom)}"
        told.append(f'<span style="color:{palette.muted}">{pace}</span>')
    expected = ""
    if last.forecast is not None and days[-1].month < len(MONTHS):
        # on a line of its own, which a phone has the width for
        expected = f'<br><span style="color:{palette.accent}">{_expectation(last, uom)}</span>'
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        text="　".join(told) + expected,
        align="left",
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        yshift=6,
    )


def _expectation(row: Progress, uom: str) -> str:
    low, high = (amount(value, uom) for value in (row.forecast_low, row.forecast_high))
    return f"┈ 年底预计 {amount(row.forecast, uom)}（{low.removesuffix(f' {uom}')}–{high}）"
