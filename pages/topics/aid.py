"""援建项目 as lines of tables, and in a sentence."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from kpi.topics.projects import LINE, CountyProjects, Project
from kpi.words.numbers import decimal
from pages.frame.filters import View

RATE = st.column_config.NumberColumn(format="%.1f%%")
MONEY_COLUMNS = ("计划投资（万元）", "完成投资（万元）", "拨付资金（万元）")
COLUMNS = {
    "项目名称": st.column_config.TextColumn(width=250, pinned=True),
    "存在问题": st.column_config.TextColumn(width=170),
}


def in_scope(view: View, projects: Sequence[Project]) -> list[Project]:
    """The projects of the unit and county that the filters name."""
    return [
        p
        for p in projects
        if view.scope.county in (None, p.county)
        and view.scope.unit in (None, p.unit, p.reporting_unit)
    ]


def columns(names: Sequence[str]) -> dict[str, Any]:
    """How the columns look; `names` are those of the two rates."""
    return dict.fromkeys(names, RATE) | COLUMNS


def line(project: Project, names: Sequence[str]) -> dict[str, object]:
    """A project; `names` are those of the two rates."""
    return {
        "项目名称": project.name,
        "县（区）": project.county,
        "责任单位": project.unit or project.reporting_unit,
        **dict(zip(names, project.rates, strict=True)),
        "存在问题": project.issue,
        "计划投资（万元）": project.planned_fen / 1_000_000,
        "项目编号": project.number,
    }


def date_line(project: Project) -> dict[str, object]:
    """The dates, and how many days each step took after the one before."""
    return {
        "项目名称": project.name,
        "计划编制": project.planned_on,
        "审定": project.approved_on,
        "审定用时（天）": _days(project.planned_on, project.approved_on),
        "资金拨付": project.funded_on,
        "拨付用时（天）": _days(project.approved_on, project.funded_on),
        "开工": project.started_on,
        "完工": project.finished_on,
        "项目编号": project.number,
    }


def _days(first: date | None, last: date | None) -> int | None:
    return (last - first).days if first and last else None


def county_line(county: CountyProjects) -> dict[str, object]:
    """A county's sums; rates over projects are not averaged, for such a mean says nothing."""
    return {
        "县（区）": county.county,
        "项目": county.projects,
        "未达 90%": county.below,
        "计划投资（万元）": county.planned_fen / 1_000_000,
        "完成投资（万元）": county.invested_fen / 1_000_000,
        "拨付资金（万元）": county.allocated_fen / 1_000_000,
    }


def rates_finding(projects: Sequence[Project]) -> str:
    """30 个项目中 27 个未达 90%，最远的是永善县莲峰镇人居环境提升项目，差 43.8 个百分点."""
    below = [p for p in projects if p.is_below]
    if not below:
        return f"{len(projects)} 个项目的两率都达到 {LINE:.0f}%"
    last = min(below, key=lambda p: p.lowest_rate)
    gap = decimal(LINE - last.lowest_rate)
    return (
        f"{len(projects)} 个项目中 {len(below)} 个未达 {LINE:.0f}%，"
        f"最远的是{last.name or last.number}，差 {gap} 个百分点"
    )
