"""挂图作战 on the stage: the matrix of its page, slide and poster, as much as fits a screen."""

from collections.abc import Sequence

import streamlit as st

from kpi.findings import by_status
from kpi.wall import WallLine, behind_of, most_behind, wall
from kpi.words.statuses import STATUSES
from pages.frame.filters import View, towns
from pages.stage.measure import INNER
from pages.stage.screen import Screen, subtitle
from pages.stage.table import NOTE, note_html
from report.charts.grids.matrix import Wall, matrix
from report.charts.stage import staged

NAMED = 3
AROUND = 2  # lines of names above and of counts below
LEAST = {True: 84, False: 44}  # pixels of a line with the shape above the figure, and beside it


def wall_screen(view: View) -> Screen:
    """The towns, or the counties where one of them is chosen."""
    counties = [county.name for county in view.plan.reference.counties]
    names, kind = (counties, "县") if view.scope.county else (towns(view.plan), "镇街")
    lines = wall(view.rows, view.plan, names)
    if not lines:
        return Screen("挂图作战：没有按单位考核的指标", subtitle(view), "")
    return Screen(
        f"挂图作战：{most_behind(lines, names, kind)}",
        subtitle(view, more=_legend(lines)),
        _sentence(names, lines),
        lambda height: _draw(view, names, lines, height),
    )


def _legend(lines: Sequence[WallLine]) -> str:
    """✖ 逾期　▽ 滞后: the shapes that occur, in words."""
    rows = (row for line in lines for row in line.rows if row is not None)
    return "　".join(STATUSES[word].label for word in by_status(rows))


def _sentence(names: Sequence[str], lines: Sequence[WallLine]) -> str:
    """Who has several to catch up with."""
    counted = sorted(zip(behind_of(lines), names, strict=True), key=lambda pair: -pair[0])
    several = [f"{name} {n} 项" for n, name in counted if n > 1]
    if not several:
        return ""
    others = f"，另 {len(several) - NAMED} 个各有 2 项以上" if len(several) > NAMED else ""
    return f"要赶上的：{'，'.join(several[:NAMED])}{others}"


def _draw(view: View, names: Sequence[str], lines: Sequence[WallLine], height: int) -> None:
    """Those with most behind first; below, how many have no room."""
    shown = Wall.of(sorted(lines, key=lambda line: -line.behind), names, view.plan)
    fits = height // LEAST[shown.is_narrow] - AROUND
    if len(lines) > fits:
        height -= NOTE
        fits = height // LEAST[shown.is_narrow] - AROUND
        shown = Wall.of(shown.lines[:fits], names, view.plan)
    figure = staged(matrix(shown, view.palette), height)
    st.plotly_chart(
        figure,
        width=INNER,
        height=height,
        theme=None,
        config={"displayModeBar": False},
        key="stage-wall",
        alt="挂图作战",
    )
    if len(lines) > fits:
        st.html(note_html(f"另 {len(lines) - fits} 项指标未列出"))
