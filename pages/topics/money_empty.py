"""消费协作 without a purchase to show: what is missing here, and what to do next."""

import streamlit as st

from pages.frame.filters import View, carried
from pages.frame.text import plain
from pages.topics.flows import UNIT_TO_COUNTY
from pages.topics.money import reporters
from pages.topics.topics import fetch_purchases


def show_no_purchases(view: View) -> None:
    """Nobody has reported any, or none is the filters' own."""
    codes = view.plan.shown.purchase_codes
    senders = tuple(dict.fromkeys(u for code in codes for u in reporters(view, code)))
    unit, county = view.scope.unit, view.scope.county
    if unit and unit not in senders:
        st.title(f"消费协作：{plain(unit)}不报采购")
        st.info(f"采购明细由{_named(senders)}报送。点上面的筛选可以去掉它，看全区的采购。")
        return
    whose = unit or (county and f"产地为{county}") or "全区"
    st.title(f"消费协作：截至 {view.stamp}，还没有{plain(whose)}的采购")
    if view.scope.entity and fetch_purchases(view.version, UNIT_TO_COUNTY, view.at, None, None):
        st.info("其他单位和县有采购。点上面的筛选可以去掉它，看全区的采购。")
        return
    st.info(f"采购明细由{_named(senders)}每月报送；谁还没有报，看“每月一报”。")
    st.page_link("pages/monthly.py", label="看谁还没有报", query_params=carried())


def _named(units: tuple[str, ...]) -> str:
    """区经委、区总工会、江川路街道 等 16 家."""
    return "、".join(units[:3]) + (f"等 {len(units)} 家" if len(units) > 3 else "")
