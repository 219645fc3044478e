"""全部指标: all indicators as scorecards, the urgent first or as in the document."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.findings import most_urgent_first
from kpi.words.numbers import amount, percent
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from pages.frame.address import go
from pages.frame.filters import View, to_indicator
from pages.frame.store import fetch_courses
from pages.show.charts import offer_xlsx
from pages.show.scorecards import Scorecard, pick_scorecard
from pages.show.tables import export_lines
from pages.show.words import last_words


@st.fragment
def show_all_indicators(view: View, rows: Sequence[Progress], title: str | None = None) -> None:
    """A click on a line leads to its indicator; another order redraws this list alone."""
    if title:
        st.header(title)
    order = st.segmented_control(
        "排序", ["急的在前", "按工作要点"], default="急的在前", key="order", bind="query-params"
    )
    listed = list(rows) if order == "按工作要点" else most_urgent_first(rows)
    if not listed:
        st.info("这个范围内没有指标。请放宽筛选。")
        return
    st.caption("点一行，看这个指标；竖线是序时，逐月累计从1月到12月")
    cards = scorecards(view, listed)
    picked = pick_scorecard(cards, "scorecards", view.palette)
    offer_xlsx(view, export_lines(listed, view.plan), "全部指标")
    if picked is not None and picked < len(listed):
        row = listed[picked]
        entity = view.scope.entity and row.entity
        go("pages/indicator.py", to_indicator(view.plan, row.indicator, entity))


def scorecards(view: View, rows: Sequence[Progress]) -> list[Scorecard]:
    """A card for each row, in their order."""
    courses = fetch_courses(view.version, view.at)
    return [_card(view, row, courses.get((row.indicator, row.entity), ())) for row in rows]


def _card(view: View, row: Progress, course: tuple[float | None, ...]) -> Scorecard:
    indicator = view.plan.indicator(row.indicator)
    fill = view.palette.fills[row.status]
    named = spoken(row.entity) if view.scope.entity and row.entity != view.scope.entity else ""
    task = next(task for task in view.plan.tasks if task.task == indicator.task)
    return Scorecard(
        status=STATUSES[row.status].label,
        color=view.palette.statuses[row.status],
        fill=fill.color,
        # what is not due yet is as pale as the track
        line=view.palette.muted if fill.color == view.palette.grid else fill.line,
        name=f"{indicator.name} {named}".strip(),
        done=amount(row.actual, indicator.uom),
        target=amount(row.target, indicator.uom),
        rate=None if row.rate is None else row.rate * 100,
        percent=percent(row.rate),
        pace=row.elapsed * 100 if row.expected is not None else None,
        course=course,
        owner="、".join(task.lead),
        words=last_words(view, row) or "",
    )
