"""The projects as lists: below the line, without progress, by county, by their dates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from kpi.topics.projects import LINE, Project, by_county
from kpi.words.numbers import amount, decimal
from pages.frame.address import go
from pages.frame.filters import View, to_indicator
from pages.frame.text import plain
from pages.show.charts import offer_xlsx, show_chart
from pages.show.marks import shape_marked
from pages.show.snapshots import offer_snapshots
from pages.show.tables import as_shown, pick_line
from pages.topics.aid import MONEY_COLUMNS, columns, county_line, date_line, line
from report.charts.dumbbell_words import Statuses, worse_of
from report.charts.timeline import timeline

BELOW, STILL, COUNTIES, DATES, TIMELINE = (
    *("未达 90%", "没有进展", "按县"),
    *("计划、审定与拨付日期", "时间线"),
)


@st.fragment
def show_lists(
    view: View,
    projects: Sequence[Project],
    below: Sequence[Project],
    still: Sequence[Project],
    since: date,
) -> None:
    """One list at a time; another choice redraws this alone. A row leads to its project."""
    shown = st.segmented_control(
        "看哪些",
        [BELOW, STILL, COUNTIES, DATES, TIMELINE],
        default=BELOW,
        key="projects_shown",
        bind="query-params",
    )
    if shown == TIMELINE:
        figure = timeline(projects, view.plan.year, view.palette)
        finding = f"{len(projects)} 个项目从计划编制到完工的日期"
        show_chart(view, figure, "援建项目时间线", alt=finding)
        offer_snapshots(
            view, figure, "援建项目时间线图", list(map(date_line, projects)), title=finding
        )
    lines = _lines(view, shown or BELOW, projects, below, still)
    if not lines:
        st.success("没有这样的项目。")
        return
    if shown == STILL:
        st.caption(f"完成投资和拨付资金与 {since} 时的表相同，且没有完工")
    _show_table(view, shown or BELOW, lines)


def show_rates(projects: Sequence[Project], statuses: Statuses) -> None:
    """On a phone, where a line has no room for both name and rates: those below the line in words,
    the furthest first; the list that follows opens them.
    """
    below = [p for p in projects if p.is_below]
    st.markdown("\n\n".join(_in_words(p, worse_of(p, statuses)) for p in below))
    if len(below) < len(projects):
        st.caption(f"另 {len(projects) - len(below)} 个达到 {LINE:.0f}%")


def _in_words(project: Project, status: str) -> str:
    """■ 永善县人居环境提升项目; below, 46.2%、53.1%，差 43.8 点."""
    rates = "、".join(amount(rate, "%") for rate in project.rates)
    lacking = decimal(max(LINE - project.lowest_rate, 0.1))
    name = plain(project.name or project.number)
    return f"{shape_marked(status)} **{name}**  \n{plain(rates)}，差 {plain(lacking)} 点"


def _lines(
    view: View,
    shown: str,
    projects: Sequence[Project],
    below: Sequence[Project],
    still: Sequence[Project],
) -> list[dict[str, Any]]:
    if shown == COUNTIES:
        return [county_line(county) for county in by_county(projects)]
    if shown in (DATES, TIMELINE):
        return [date_line(project) for project in projects]
    names = rate_names(view)
    return [line(project, names) for project in (still if shown == STILL else below)]


def rate_names(view: View) -> list[str]:
    return [rate.name for rate in view.plan.rates]


def _show_table(view: View, shown: str, lines: list[dict[str, Any]]) -> None:
    money = [name for name in MONEY_COLUMNS if name in lines[0]]
    styled = pd.DataFrame(as_shown(lines)).style.format(decimal, subset=money)
    picked = pick_line(styled, f"projects-{shown}", columns(rate_names(view)))
    offer_xlsx(view, lines, f"援建项目{plain(shown)}")
    if picked is not None and "项目编号" in lines[picked]:
        number = str(lines[picked]["项目编号"])
        go("pages/indicator.py", to_indicator(view.plan, view.plan.rates[0].code, number))
