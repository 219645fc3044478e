"""An indicator through the year against its pace; projects by their two rates."""

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
LINE = 90.0  # both rates, at the year's end (clause 4)


def pace_line(points: Sequence[tuple[date, Progress]], uom: str, palette: Palette) -> go.Figure:
    """The cumulative figure at each month's end, the pace where there is one, and the quota."""
    days = [day for day, _ in points]
    rows = [row for _, row in points]
    figure = go.Figure()
    if any(row.expected is not None for row in rows):
        pace = [row.expected for row in rows]
        figure.add_trace(_line(days, pace, palette.muted, "dash", "序时"))
    figure.add_trace(_line(days, [row.actual for row in rows], palette.accent, "solid", "完成"))
    figure.update_layout(
        template=template(palette),
        height=HEIGHT,
        margin={"l": 8, "r": 24, "t": 44, "b": 8},
        xaxis={"categoryarray": MONTHS, "range": [-0.5, len(MONTHS) - 0.5], "showgrid": False}
        | MONTH_TICKS,
        yaxis={"rangemode": "tozero", "tickformat": ",~f"},
    )
    _label_ends(figure, days, rows, uom, palette)
    return figure


def _line(
    days: Sequence[date], values: Sequence[float | None], color: str, dash: str, name: str
) -> go.Scatter:
    return go.Scatter(
        x=[f"{day.month}月" for day in days],
        customdata=[f"{day.month}月{day.day}日" for day in days],
        y=list(values),
        mode="lines+markers" if dash == "solid" else "lines",
        line={"color": color, "dash": dash, "width": 3 if dash == "solid" else 2},
        name=name,
        hovertemplate=f"%{{customdata}} {name} %{{y:,.1f}}<extra></extra>",
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
            x=1,
            xref="paper",
            y=last.target,
            yshift=10,
            text=f"目标 {amount(last.target, uom)}",
            showarrow=False,
            xanchor="right",
        )
    # above the lines, where no line can run through the words
    told = [f'<span style="color:{palette.accent}">● 完成 {amount(last.actual, uom)}</span>']
    if last.expected is not None:
        pace = f"┄ 序时 {amount(last.expected, uom)}"
        told.append(f'<span style="color:{palette.muted}">{pace}</span>')
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        text="　".join(told),
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        yshift=6,
    )


def two_rates(projects: Sequence[tuple[str, str, float, float]], palette: Palette) -> go.Figure:
    """Projects (number, name, investment, disbursement in per cent) with the 90 % lines."""
    below = [p[2] < LINE or p[3] < LINE for p in projects]
    behind, reached = palette.statuses["严重滞后"], palette.statuses["已完成"]
    figure = go.Figure(
        go.Scatter(
            x=[p[2] for p in projects],
            y=[p[3] for p in projects],
            mode="markers",
            marker={
                "size": 12,
                "line": {"width": 1, "color": palette.background},
                "color": [behind if b else reached for b in below],
                "symbol": ["square" if b else "circle" for b in below],
            },
            customdata=[[p[0], p[1]] for p in projects],
            hovertemplate=(
                "<b>%{customdata[1]}</b><br>%{customdata[0]}<br>"
                "投资完成率 %{x:.1f}%　资金拨付使用率 %{y:.1f}%<extra></extra>"
            ),
        )
    )
    figure.add_vline(x=LINE, line={"color": palette.text, "width": 1, "dash": "dash"})
    figure.add_hline(y=LINE, line={"color": palette.text, "width": 1, "dash": "dash"})
    top = max([105.0, *(max(p[2], p[3]) + 5 for p in projects)])
    axis = {"range": [0, top], "ticksuffix": "%"}
    figure.update_layout(
        template=template(palette),
        height=420,
        margin={"l": 8, "r": 8, "t": 36, "b": 36},
        xaxis=axis,
        yaxis=axis,
    )
    # names beside the axes, for turned text is hard to read on a wall
    _name_axis(figure, 0, 1, "资金拨付使用率 ↑", "left", 14)
    _name_axis(figure, 1, 0, "投资完成率 →", "right", -30)
    return figure


def _name_axis(figure: go.Figure, x: int, y: int, text: str, anchor: str, shift: int) -> None:
    figure.add_annotation(
        x=x,
        y=y,
        xref="paper",
        yref="paper",
        text=text,
        showarrow=False,
        xanchor=anchor,
        yshift=shift,
    )
