"""数字从哪里来: the figure by a column of its form, its rows by the page, and the source cell."""

from math import ceil

import streamlit as st

from kpi.engine.query import Row
from kpi.plan import Indicator
from kpi.trace.breakdown import ENTITY, total
from kpi.trace.lineage import Wanted
from pages.drill.breakdown import choose_slice
from pages.drill.explain import show_explanation
from pages.drill.left_out import show_left_out
from pages.drill.levels import choose_row
from pages.drill.part import Part
from pages.drill.source import show_cell, show_rows
from pages.frame.filters import View
from pages.frame.store import fetch_breakdown, fetch_count, fetch_rows
from pages.frame.text import plain

ON_A_PAGE = 100


@st.fragment
def show_evidence(
    view: View, indicator: Indicator, entity: str | None, whose: str, part: Part | None = None
) -> None:
    """Of a figure or a part of it.

    Drawn alone when a column, a page or a row is chosen: the charts above stay as they are.
    """
    count = _count(view, indicator, entity, part)
    st.subheader(f"数字从哪里来：{count:,} 行")
    if part is None:
        show_explanation(view, indicator, whose, count)
        show_left_out(view, indicator, entity)
    if not count:
        _show_no_rows(indicator)
        return
    chosen = choose_slice(view, indicator, entity, part)
    if chosen is not None:
        st.caption(f"{plain(chosen.name)}：{chosen.rows:,} 行")
        count = chosen.rows
    slice_ = chosen and (chosen.column, chosen.name)
    wanted = Wanted(entity, slice_, within=part.within if part else None)
    _show_cell_of(view, indicator, entity, _pick_row(view, indicator, wanted, count))


def _count(view: View, indicator: Indicator, entity: str | None, part: Part | None) -> int:
    if part is None:
        return fetch_count(view.version, indicator.code, entity, view.at)
    code, version = indicator.code, view.version
    return total(fetch_breakdown(version, code, ENTITY, entity, view.at, part.within)).rows


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
        key = f"page-{indicator.code}-{wanted.entity}-{wanted.slice_}-{wanted.within}"
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
