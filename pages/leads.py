"""牵头单位: what each lead unit answers for, or the page of the one that is chosen."""

import streamlit as st

from kpi.findings import overall_finding
from kpi.leads import leads, rows_led
from kpi.ranking import gaps, strengths
from kpi.tasks import task_statuses
from pages.frame.address import go, narrow_to
from pages.frame.chips import say_beside
from pages.frame.filters import the_view, to_indicator
from pages.frame.store import fetch_follow_ups, fetch_reports, fetch_task_reports
from pages.reporting.matters import finding, show_matters
from pages.show.charts import offer_xlsx
from pages.show.tables import export_lines, show_progress
from pages.show.words import show_first_words
from pages.standing.place import show_gaps
from pages.work.lead import (
    compare_leads,
    lead_lines,
    leads_finding,
    place_on_time,
    show_leads,
    show_own_discipline,
    show_own_months,
    show_tasks,
    show_words,
)

view = the_view()
unit = view.scope.unit
say_beside(county="任务由单位牵头，不分结对县；县自己的指标看“结对县”")
offered = [lead for lead in leads(view.plan, view.scope.area) if unit is None or unit in lead.units]
wanted = st.session_state.pop("lead_wanted", None)
if wanted is not None:
    st.session_state["lead"] = wanted
head = st.container()
name = st.selectbox(
    "牵头单位",
    [lead.name for lead in offered],
    index=None,
    placeholder="全部",
    key="lead",
    bind="query-params",
)
chosen = next((lead for lead in offered if lead.name == name), None)
matters = fetch_follow_ups(view.version, view.at)
reports = fetch_reports(view.version, view.at)

if chosen is None:
    lines = lead_lines(view, offered, matters, reports)
    led = [task for lead in offered for task in lead.tasks]
    rows = rows_led(view.plan, led, view.rows)
    tasks = {task.task for task in led}
    title = f"{len(offered)} 个牵头单位，{len(tasks)} 项任务：{leads_finding(lines, rows)}"
    in_area = f"“{view.area_name}”的" if view.area_name else ""
    head.title(title if offered else f"{unit or '没有单位'}不牵头{in_area}任务")
    head.caption(f"{unit or '全区'}　截至 {view.stamp}　一项任务可有几个牵头单位，各计一次")
    if not offered:
        st.info("它负责的任务看“工作要点”；点上面的筛选可以去掉它，看所有牵头单位。")
    if offered:
        st.caption("点选一行，看这个单位的一页")
        picked = show_leads(view, lines)
        if picked is not None:
            narrow_to("lead", picked)
        show_first_words(view, rows)
        compare_leads(lines)
    st.stop()

rows = rows_led(view.plan, chosen.tasks, view.rows)
result = f"，{overall_finding(rows)}" if rows else "，没有量化指标"
head.title(f"{chosen.name}：牵头 {len(chosen.tasks)} 项任务{result}")
head.caption(f"截至 {view.stamp}　指标为全区数字，不只是这个单位的")
if rows:
    st.header("牵头任务的指标，急的在前")
    row = show_progress(rows, view, f"lead-{chosen.name}")
    offer_xlsx(view, export_lines(rows, view.plan), f"{chosen.name}牵头指标")
    show_first_words(view, rows)
    if row is not None:
        go("pages/indicator.py", to_indicator(view.plan, row.indicator))
    left, right = st.columns(2)
    with left:
        show_gaps(view, "长处：快于序时", strengths(rows), {})
    with right:
        show_gaps(view, "短板：慢于序时", gaps(rows), {})

own = [m for m in matters if m.unit in chosen.units and m.state in ("超期", "在办")]
st.header(f"未办结的{finding(own)}" if own else "没有未办结的督办")
if own:
    show_matters(view, own)

task_reports = fetch_task_reports(view.version, view.at)
own_reports = [s for s in task_reports if s.unit in chosen.units]
st.header("单位自己的话：最新任务月报" if own_reports else "还没有收到它的任务月报")
show_words(own_reports)

due = [r for r in reports if r.unit in chosen.units and r.due_on <= view.as_of]
place = place_on_time(lead_lines(view, leads(view.plan), matters, reports), chosen.name)
st.header(f"报送纪律{place}" if due else "还没有到期的报表")
if due:
    show_own_months(view, due)
    show_own_discipline(view, due)

st.header(f"牵头的 {len(chosen.tasks)} 项任务")
st.caption("全文见“工作要点”")
show_tasks(view, chosen, task_statuses(view.plan, view.rows, task_reports))
