"""One's place among all, its trend, what it is ahead and behind in."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.findings import row_finding
from kpi.ranking import Rank, gaps, strengths
from kpi.wall import places as places_of
from kpi.wall import standing_rows, wall
from kpi.words.numbers import amount, percent
from pages.frame.filters import View, to_indicator
from pages.frame.store import fetch_history
from pages.frame.text import plain
from pages.show.charts import show_chart
from pages.show.marks import standing
from pages.show.snapshots import offer_snapshots
from report.charts.lines import pace_line
from report.files.export import point_line


def show_place(view: View, name: str, names: Sequence[str], code: str | None) -> None:
    """One's place in the indicator that all are judged by, and its course through the year.

    Nothing where the plan names no such indicator.
    """
    lines = [line for line in wall(view.rows, view.plan, names) if line.indicator == code]
    if code is None or not lines:
        return
    indicator, rank = view.plan.indicator(code), places_of(lines, names).get((code, name))
    place = f"：第 {rank.place} 名，共 {rank.of} 个" if rank else ""
    st.subheader(f"{indicator.name}{place}")
    points = [
        (day, row)
        for day, row in fetch_history(view.version, code, view.at)
        if row.entity == name and row.level == "entity"
    ]
    if len(points) > 1:
        done = amount(points[-1][1].actual, indicator.uom)
        alt = f"{name}{indicator.name}逐月累计，截至 {view.stamp} 为 {done}"
        figure, topic = pace_line(points, indicator.uom, view.palette), f"{name}逐月"
        show_chart(view, figure, topic, alt=alt)
        last = points[-1][1]
        title = f"{indicator.name}：{row_finding(last)}"
        lines = list(map(point_line, points))
        offer_snapshots(view, figure, topic, lines, title=title, uom=indicator.uom, shown=(last,))


def show_standing(view: View, name: str, names: Sequence[str]) -> None:
    """What one is ahead and behind in, each with its place among the others."""
    lines = wall(view.rows, view.plan, names)
    places, own_rows = places_of(lines, names), standing_rows(lines, names.index(name))
    left, right = st.columns(2)
    with left:
        show_gaps(view, "长处：快于序时", strengths(own_rows), places)
    with right:
        show_gaps(view, "短板：慢于序时", gaps(own_rows), places)


def show_gaps(
    view: View,
    title: str,
    rows: Sequence[Progress],
    places: dict[tuple[str, str], Rank],
    named: Literal["indicator", "entity"] = "indicator",
) -> None:
    """A line a figure, named by its indicator or its entity, as a link to it."""
    st.subheader(title)
    if not rows:
        st.caption("没有")
    for row in rows:
        name = row.entity if named == "entity" else view.plan.indicator(row.indicator).name
        rank = places.get((row.indicator, row.entity.removesuffix(TOTAL_SUFFIX)))
        place = f"　第 {rank.place}/{rank.of} 名" if rank else ""
        stands = f"{standing(row.status, row.pace_gap_points)}　完成 {percent(row.rate)}{place}"
        st.page_link(
            "pages/indicator.py",
            label=f"**{plain(name)}**　{stands}",
            query_params=to_indicator(view.plan, row.indicator, row.entity),
        )
