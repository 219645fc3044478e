"""What a link names that is not there, or no longer."""

import streamlit as st

from kpi.leads import leads
from kpi.plan import Plan
from pages._frozen import shown_editions
from pages._text import plain

MOST_LETTERS = 40
# What it is called, its key in the address, and all there are.
Known = tuple[str, str, list[str]]


def say_what_is_unknown(plan: Plan) -> None:
    """Something else is then shown, and must not be taken for what was asked for."""
    for label, key, names in _filters(plan):
        _warn(label, key, names, "这一项没有筛选")
    for label, key, names in _subjects(plan):
        _warn(label, key, names, "这里是没有它时的样子")


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


def _warn(label: str, key: str, names: list[str], instead: str) -> None:
    asked = st.query_params.get(key)
    if asked and asked not in names:
        named = plain(asked[:MOST_LETTERS])
        st.warning(f"链接里的{label}“{named}”不存在，{instead}。")
