"""What a link names that is not there, or no longer."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from kpi.leads import leads
from kpi.plan import Plan
from pages.frame.frozen import shown_editions
from pages.frame.text import plain
from pages.frame.times import day_limits, latest_known_on

MOST_LETTERS = 40
# What it is called, its key in the address, and all there are.
Known = tuple[str, str, Sequence[str]]
Asked = Mapping[str, str]


def warn_of_unknown_names(plan: Plan, asked: Asked) -> None:
    """Something else is then shown, and must not be taken for what was asked for.

    `asked` is the address as it was opened: once a box is drawn, what it does not know is gone.
    """
    for label, key, names in _filters(plan):
        _warn(label, asked.get(key), names, "这一项没有筛选")
    for label, key, names in _subjects(plan):
        _warn(label, asked.get(key), names, "这里是没有它时的样子")
    first, last = day_limits()
    _warn_of_day("截至日", asked.get("as_of"), first, last, "这里是最近一个有报表的月底")
    known_on = asked.get("known_at")
    _warn_of_day("按哪天所知", known_on, first, latest_known_on(), "这里是现在所知")


def warn_of_unknown_entity(names: Sequence[str]) -> None:
    """Of an indicator's page: `names` are all that it has a figure of."""
    _warn("对象", st.query_params.get("entity"), names, "这里是没有它时的样子")


def _filters(plan: Plan) -> list[Known]:
    return [
        ("单位", "unit", [u.name for u in plan.reference.units]),
        ("结对县（区）", "county", [c.name for c in plan.reference.counties]),
        ("工作领域", "area", [area.name for area in plan.areas]),
        ("会议版", "edition", [e.manifest.name for e in shown_editions()]),
    ]


def _subjects(plan: Plan) -> list[Known]:
    return [
        ("指标", "indicator", [i.name for i in plan.indicators]),
        ("任务序号", "task", [str(t.task) for t in plan.tasks]),
        ("牵头单位", "lead", [lead.name for lead in leads(plan)]),
    ]


def _warn(label: str, asked: str | None, names: Sequence[str], instead: str) -> None:
    if asked and asked not in names:
        st.warning(f"链接里的{label}“{_named(asked)}”不存在，{instead}。")


def _warn_of_day(label: str, asked: str | None, first: date, last: date, instead: str) -> None:
    if asked and not _is_day(asked, first, last):
        within = f"不是 {first} 至 {last} 之间的日期"
        st.warning(f"链接里的{label}“{_named(asked)}”{within}，{instead}。")


def _is_day(text: str, first: date, last: date) -> bool:
    try:
        return first <= date.fromisoformat(text) <= last
    except ValueError:
        return False


def _named(asked: str) -> str:
    return plain(asked[:MOST_LETTERS])
