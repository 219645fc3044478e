"""数据质量: what is counted though something is odd about it, and what counts no more."""

import streamlit as st

from kpi.reporting.quality import doubtful_rows
from pages.drill.levels import choose_row
from pages.drill.source import show_row
from pages.frame.chips import say_beside
from pages.frame.filters import the_view
from pages.reporting.doubts import (
    form_title,
    show_counts,
    show_doubtful,
    show_replaced,
    show_warnings,
    show_withdrawn,
)
from pages.reporting.fetched import fetch_received, fetch_replaced, fetch_warnings
from pages.reporting.remembered import show_remembered
from pages.reporting.sent import NOT_IN, is_in_area, is_of, not_in_text, show_sent

view = the_view()
unit, known_at = view.scope.unit, view.at.known_at
say_beside(
    as_of="本页看所有收到的报表，不分截至日",
    county="提醒、更正和退回的都是单位的报表，不分结对县",
)
warnings = [
    w
    for w in fetch_warnings(view.version, known_at)
    if unit in (None, w.unit) and is_in_area(view, [w.form])
]
rows = doubtful_rows(warnings)
items = [r for r in fetch_received(view.version, known_at) if is_of(view, r, unit)]
withdrawn = [r for r in items if r.state == "已撤回"]
returned = [r for r in items if r.state in NOT_IN]
replaced = [
    r
    for r in fetch_replaced(view.version, known_at)
    if unit in (None, r.unit) and is_in_area(view, [r.form])
]

st.title(
    f"{len(warnings)} 条提醒还没有消除，涉及 {len(rows)} 行数据"
    if warnings
    else "没有未消除的提醒：计入的数据都通过了检查"
)
known = view.stamp if known_at else "现在"
st.caption(
    f"{unit or '全区'}　{known}所知　更正过 {len(replaced)} 个月份，撤回 {len(withdrawn)} 份，"
    f"退回 {sum(r.state == '已退回' for r in returned)} 份"
)
doubted = warned = None
if warnings:
    show_counts(warnings)
    st.header(f"未消除的提醒：{len(warnings)} 条")
    st.caption("提醒不挡报送，但数据已计入；更正后再报一次即消除。点选一行，看它在原件里的样子")
    forms = sorted({form_title(w.form) for w in warnings})
    form = st.selectbox(
        "报表", forms, index=None, placeholder="全部", key="quality_form", bind="query-params"
    )
    warned = show_warnings(view, [w for w in warnings if form in (None, form_title(w.form))])
if rows:
    st.header(f"存疑的行：{len(rows)} 行，已计入数字")
    doubted = show_doubtful(view, rows)
chosen = doubted.place if doubted else None
if warned and warned.sheet and warned.row:
    chosen = (warned.submission_id, warned.sheet, warned.row)
place = choose_row(chosen and dict(zip(("submission_id", "sheet", "row"), chosen, strict=True)))
if place in {(w.submission_id, w.sheet, w.row) for w in warnings}:
    show_row(view, *place)

if view.is_live:
    show_remembered(view)
st.header(f"更正过的月份：{len(replaced)} 个" if replaced else "没有更正过的月份")
if replaced:
    st.caption("新表替换旧表后，旧表仍在，可看改动。点选一行，看新表")
    show_replaced(view, replaced)
st.header(f"已撤回：{len(withdrawn)} 份" if withdrawn else "没有撤回的报送")
if withdrawn:
    show_withdrawn(view, withdrawn)
st.header(not_in_text(returned))
if returned:
    show_sent(view, returned, "returned")
