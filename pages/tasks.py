"""工作要点: every area, its tasks, their indicators, and what the lead units say."""

import streamlit as st

from kpi.findings import district_rows
from kpi.statuses import STATUSES
from pages._filters import the_view, to_indicator
from pages._store import fetch_task_reports

view = the_view()
by_task: dict[int, list] = {}
for row in district_rows(view.rows):
    by_task.setdefault(view.plan.indicator(row.indicator).task, []).append(row)
said: dict[int, list] = {}
for report in fetch_task_reports(view.version, view.at):
    said.setdefault(report.task, []).append(report)

measured = {i.task for i in view.plan.indicators}
silent = [t for t in view.plan.tasks if t.task not in measured and t.task not in said]
st.title(
    f"{len(view.plan.tasks)} 项任务：{len(measured)} 项有量化指标，"
    f"{len(view.plan.tasks) - len(measured)} 项看任务月报，其中 {len(silent)} 项还没有月报"
)
st.caption(f"{view.plan.document}　截至 {view.stamp}")

for area in view.plan.areas:
    if view.scope.area not in (None, area.code):
        continue
    st.header(area.name)
    for task in view.plan.tasks:
        if task.area != area.code:
            continue
        rows = by_task.get(task.task, [])
        words = said.get(task.task, [])
        marks = "　".join(
            f"{STATUSES[r.status].label} {view.plan.indicator(r.indicator).name}" for r in rows
        )
        state = marks or "、".join(f"{w.unit}：{w.state}" for w in words) or "○ 尚无月报"
        with st.expander(f"任务 {task.task}　{task.text[:18]}…　{state}"):
            st.markdown(task.text.replace("$", r"\$"))
            clause = f"工作要点第 {task.clause} 条　" if task.clause else ""
            responsible = f"　责任：{'、'.join(task.responsible)}" if task.responsible else ""
            st.caption(f"{clause}牵头：{'、'.join(task.lead)}{responsible}")
            for row in rows:
                st.page_link(
                    "pages/indicator.py",
                    label=f"{STATUSES[row.status].label}　"
                    f"{view.plan.indicator(row.indicator).name}：{row.reason}",
                    query_params=to_indicator(view.plan, row.indicator),
                )
            for word in words:
                st.text(
                    f"{word.unit}（{word.month:%Y-%m}，{word.state}）：{word.progress}"
                    + (f"\n存在问题：{word.problem}" if word.problem else "")
                    + (f"\n下步措施：{word.next}" if word.next else "")
                )
            if not rows and not words:
                st.info("这项任务没有量化指标，以牵头单位的任务月报为准；目前还没有收到。")
