"""每月一报: who has not reported for the month, units × months, discipline, and reminders."""

from dataclasses import replace

import streamlit as st

from etl.forms.forms import FORMS
from kpi.moments import end_of_day
from kpi.narrow import forms_in
from kpi.reporting.reminders import reminders
from kpi.reporting.reports import discipline, month_finding
from pages.frame.chips import say_beside
from pages.frame.filters import the_view
from pages.frame.store import fetch_reports
from pages.reporting.due import when_due
from pages.reporting.fetched import fetch_received
from pages.reporting.month import (
    choose_form,
    choose_month,
    open_cell,
    show_cell_reports,
    show_missing,
    show_reminders,
)
from pages.reporting.reports import discipline_lines, report_lines, show_discipline, show_matrix
from pages.reporting.sent import NOT_IN, is_of, not_in_text, show_sent
from pages.show.charts import offer_xlsx

COUNTY = "报表由单位报，不分结对县；援外机构报的，请在“单位”里选它"

view = the_view()
unit, day = view.scope.unit, view.as_of
say_beside(county=COUNTY)
forms_asked = forms_in(view.plan, view.scope.area) if view.scope.area else None
owed = [
    r
    for r in fetch_reports(view.version, view.at)
    if unit in (None, r.unit) and (forms_asked is None or r.form in forms_asked)
]
if not owed:
    st.title(f"{unit or '全区'}：截至 {view.stamp}，没有应报的报表")
    st.info(when_due(view))
    st.stop()

head = st.container()
left, right = st.columns(2)
with left:
    month = choose_month(owed, day)
with right:
    form = choose_form(owed)
reports = [r for r in owed if form in (None, r.form)]
of_month = sorted(
    (r for r in reports if r.month == month),
    key=lambda r: next(n for n, u in enumerate(view.plan.reference.units) if u.name == r.unit),
)
head.title(f"{month.month}月份报表：{month_finding(of_month, day)}" if of_month else "每月一报")
what = f"《{FORMS[form].title}》" if form else "全部报表"
head.caption(f"{unit or '全区'}　{what}　截至 {view.stamp}　期限当天结束前收到并通过检查为按时")
show_missing(of_month, day)

st.header("单位 × 月份")
st.caption("点一格看那个月的报送，点单位名只看这个单位；几种报表合看时，显示最差的一种和份数")
cell = open_cell(view, show_matrix(view, reports), form)
offer_xlsx(view, report_lines(reports), "每月一报")
if cell:
    show_cell_reports(view, cell, reports)

due_reminders = reminders(reports, view.plan, day)
st.header(
    f"催报：{len(due_reminders)} 家，共 {sum(r.reports for r in due_reminders)} 份"
    if due_reminders
    else "不需要催报"
)
if due_reminders:
    show_reminders(view, due_reminders)

by_unit = discipline(reports, day, "unit")
if by_unit:
    st.header("报送纪律：按时率，低的在前")
    by_form = [replace(d, name=FORMS[d.name].title) for d in discipline(reports, day, "form")]
    units, forms = st.columns([5, 6])
    with units:
        show_discipline(view, "单位", by_unit)
        offer_xlsx(view, discipline_lines("单位", by_unit), "报送纪律_单位")
    with forms:
        show_discipline(view, "报表", by_form)
        offer_xlsx(view, discipline_lines("报表", by_form), "报送纪律_报表")

known = fetch_received(view.version, view.at.known_at)
returned = [r for r in known if r.state in NOT_IN and r.received_at < end_of_day(day)]
returned = [r for r in returned if is_of(view, r, unit)]
st.header(not_in_text(returned))
if returned:
    show_sent(view, returned, "returned")
