"""援建项目 without a project to show: what is missing here, and what to do next."""

import streamlit as st

from kpi.plan.entities import reporting_units
from pages.frame.filters import View, carried
from pages.frame.text import plain
from pages.topics.topics import fetch_projects


def show_no_projects(view: View) -> None:
    """The year has no such figures, nothing was reported yet, or none is the filters' own."""
    if not view.plan.rates:
        st.title("援建项目：这一年的计划没有项目的两率指标")
        st.info("有两率指标的年度，在上方的截至日里选它的一天就能看到。")
        return
    projects = fetch_projects(view.version, view.at)
    if projects:
        _show_not_its_own(view, len(projects))
        return
    st.title(f"援建项目：截至 {view.stamp}，还没有收到进度表")
    reporting = reporting_units(view.plan.rates[0], view.plan.reference)
    offices = [u.name for u in view.plan.reference.units if u.serves and u.name in reporting]
    st.info(
        f"市级、区级项目由{'、'.join(offices)}和镇街每月报送《援建项目进度表》；"
        "谁还没有报，看“每月一报”。"
    )
    st.page_link("pages/monthly.py", label="看谁还没有报", query_params=carried())


def _show_not_its_own(view: View, others: int) -> None:
    whose = view.scope.entity or ""
    st.title(f"{plain(whose)}没有市、区级援建项目")
    where = f"没有一个在{plain(whose)}" if view.scope.county else f"没有一个由{plain(whose)}负责"
    st.info(
        f"截至 {view.stamp}，全区有 {others} 个市、区级项目，{where}。"
        "点上面的筛选可以去掉它，看全部项目。"
    )
