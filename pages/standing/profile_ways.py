"""What else there is to a unit or county, each in a sentence that leads to its page."""

import streamlit as st

from kpi.reporting.reports import discipline
from kpi.words.numbers import amount
from pages.frame.filters import View, carried
from pages.frame.store import fetch_follow_ups, fetch_reports
from pages.frame.text import plain
from pages.reporting.matters import finding
from pages.topics.aid import in_scope
from pages.topics.flows import UNIT_TO_COUNTY
from pages.topics.money import by_name
from pages.topics.topics import fetch_projects, fetch_purchases


def show_unit_ways(view: View, unit: str) -> None:
    """Its reports, the matters it was given, its money and its projects."""
    st.header("报送、督办、采购和项目")
    own_reports = [r for r in fetch_reports(view.version, view.at) if r.unit == unit]
    for own in discipline(own_reports, view.as_of, "unit"):
        text = (
            f"应报 {own.due} 份：按时 {own.on_time} 份，补报 {own.late} 份，未报 {own.missing} 份"
        )
        _lead("pages/monthly.py", "每月一报", text)
    matters = [m for m in fetch_follow_ups(view.version, view.at) if m.unit == unit]
    _lead("pages/follow_ups.py", "督办", finding(matters) if matters else "没有督办事项")
    _lead_to_money(view, "最多的产地是")
    _lead_to_projects(view)


def show_county_ways(view: View, county: str) -> None:
    """What was bought from it, and the projects in it."""
    st.header("采购和项目")
    _lead_to_money(view, "最多的是")
    _lead_to_projects(view)


def _lead_to_money(view: View, most: str) -> None:
    """Its own purchases, or those from it, and where or by whom the most."""
    scope, name = view.scope, view.plan.shown.purchases_name
    flows = fetch_purchases(view.version, UNIT_TO_COUNTY, view.at, scope.unit, scope.county)
    if not flows:
        _lead("pages/consumption.py", "消费协作", f"还没有{name}")
        return
    whole = sum(flow.amount_fen for flow in flows) / 1_000_000
    other, fen = by_name(flows, "two" if scope.unit else "one")[0]
    text = f"{name} {amount(whole, '万元')}，{most}{other}，{amount(fen / 1_000_000, '万元')}"
    _lead("pages/consumption.py", "消费协作", text)


def _lead_to_projects(view: View) -> None:
    projects = in_scope(view, fetch_projects(view.version, view.at))
    below = sum(p.is_below for p in projects)
    text = (
        f"{len(projects)} 个市、区级项目：{below} 个两率未达 90%"
        if projects
        else "没有市、区级项目"
    )
    _lead("pages/projects.py", "援建项目", text)


def _lead(page: str, name: str, text: str) -> None:
    link, words = st.columns([1, 5], vertical_alignment="center", gap="small")
    link.page_link(page, label=f"**{name}**", query_params=carried())
    words.markdown(plain(text))
