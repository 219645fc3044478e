"""Figures of several units of measure as bullets below each other, and of one as a chart."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kpi.engine.progress import Progress
from kpi.findings import most_urgent_first
from kpi.gap import gap_words, widest_first
from kpi.plan import Indicator
from kpi.words.numbers import amount
from kpi.words.statuses import BEHIND, STATUSES
from pages.frame.filters import View
from pages.stage.measure import INNER
from pages.stage.table import Bullet, Cell, Column, Line, show_lines
from report.charts.figures import quota_bars
from report.charts.stage import staged
from report.charts.theme import Palette

PALE = ("未到期", "待下达")
MOST = 16  # bars that are told from each other
ROW, HEAD = 110, 64  # pixels: the tallest line of a chart, and the names above it
COLUMNS = (
    *(Column("", 27), Column("┃ 序时，色条为完成", 31), Column("完成", 13, "figure")),
    *(Column("目标", 13, "figure"), Column("状态", 16)),
)


def show_bullets(view: View, rows: Sequence[Progress], height: int) -> None:
    """A line an indicator: its bar against its own quota, the figures, what is lacking."""
    lines = [bullet_line(view, row, view.plan.indicator(row.indicator).name) for row in rows]
    show_lines(COLUMNS, lines, height, "另 {} 项未列出")


def bullet_line(view: View, row: Progress, name: str) -> Line:
    uom = view.plan.indicator(row.indicator).uom
    target = amount(row.target, uom) if row.target else "待下达"
    cells = (Cell(name), bullet(row, view.palette), Cell(amount(row.actual, uom)), Cell(target))
    return (*cells, standing(row, uom, view.palette))


def bullet(row: Progress, palette: Palette) -> Bullet:
    """What is done of the quota; nothing where there is none."""
    target = row.target or 0.0
    done = (row.actual or 0.0) / target if target else 0.0
    pace = row.expected / target if target and row.expected is not None else None
    fill = palette.fills[row.status]
    # what is pale has an edge, or it would not be seen on its track
    return Bullet(done, pace, replace(fill, line=fill.on) if row.status in PALE else fill)


def standing(row: Progress, uom: str, palette: Palette) -> Cell:
    """▽ 差 422.9 of one that is behind, else its status."""
    status = STATUSES[row.status]
    lacking = gap_words(row, uom)
    words = f"{status.shape} {lacking}" if lacking else status.label
    return Cell(words, palette.statuses[row.status])


def behind_first(rows: Sequence[Progress]) -> list[Progress]:
    """Who lacks most first, then the others."""
    others = [row for row in rows if row.status not in BEHIND]
    return [*widest_first(rows), *most_urgent_first(others)]


def show_bars(
    view: View,
    rows: Sequence[Progress],
    indicator: Indicator,
    height: int,
    width: int = INNER,
    key: str = "stage-bars",
) -> str | None:
    """The bars of one indicator; gives whose bar is clicked."""
    shown = rows[:MOST]
    figure = staged(
        quota_bars(shown, indicator.uom, view.palette),
        min(height, HEAD + ROW * len(shown)),
        width,
    )
    figure.layout.update(margin_b=4, margin_t=HEAD, bargap=0.22)
    event = st.plotly_chart(
        figure,
        width=width,
        height=figure.layout.height,
        theme=None,
        config={"displayModeBar": False},
        on_select="rerun",
        selection_mode="points",
        key=key,
        alt=indicator.name,
    )
    points = event["selection"]["points"]
    named = points[0].get("customdata") if points else None
    return str(named[0]) or None if named else None
