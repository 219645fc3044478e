"""数字从哪里来: the figure by a column of its form, its rows by the page, and the source cell."""

from math import ceil

import streamlit as st

from kpi.engine.query import Row
from kpi.plan import Indicator
from kpi.trace.lineage import Wanted
from pages.drill.breakdown import choose_slice
from pages.drill.explain import show_explanation
from pages.drill.left_out import show_left_out
from pages.drill.levels import choose_row
from pages.drill.source import show_cell, show_rows
from pages.frame.filters import View
from pages.frame.store import fetch_count, fetch_rows
from pages.frame.text import plain

ON_A_PAGE = 100


@st.fragment
def show_evidence(view: View, indicator: Indicator, entity: str | None, whose: str) -> None:
    """Drawn alone when a column, a page or a row is chosen: the charts above stay as they are."""
    count = fetch_count(view.version, indicator.code, entity, view.at)
    st.subheader(f"数字从哪里来：{count:,} 行")
    show_explanation(view, indicator, whose, count)
    show_left_out(view, indicator, entity)
    if not count:
        _show_no_rows(indicator)
        return
    chosen = choose_slice(view, indicator, entity)
    if chosen is not None:
        st.caption(f"{plain(chosen.name)}：{chosen.rows:,} 行")
        count = chosen.rows
    wanted = Wanted(entity, chosen and (chosen.column, chosen.name))
    _show_cell_of(view, indicator, entity, _pick_row(view, indicator, wanted, count))


def _show_no_rows(indicator: Indicator) -> None:
    st.info(
        "这个指标按报表是否按时收到来计，没有明细行；请看“数据报送”页。"
        if indicator.source == "submissions"
        else "截至这一天，还没有计入这个数字的明细行。"
    )


def _pick_row(view: View, indicator: Indicator, wanted: Wanted, count: int) -> Row | None:
    st.caption("点选一行，查看它在原工作簿里的单元格")
    page = 1
    if count > ON_A_PAGE:
        key = f"page-{indicator.code}-{wanted.entity}-{wanted.slice_}"
        page = st.pagination(ceil(count / ON_A_PAGE), key=key)
    return show_rows(view, indicator, wanted, (page - 1) * ON_A_PAGE, ON_A_PAGE)


def _show_cell_of(view: View, indicator: Indicator, entity: str | None, row: Row | None) -> None:
    place = choose_row(row)
    if place is None:
        return
    if row or fetch_rows(view.version, indicator.code, Wanted(entity, place=place), view.at):
        show_cell(view, indicator, *place)
    else:
        st.warning("地址里的那一行不在上面的明细中：可能换过对象或日期，或那张表已经更正。")
