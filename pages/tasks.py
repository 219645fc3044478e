"""工作要点: every area, its tasks, how each stands, and what the lead units say month by month."""

import streamlit as st

from kpi.findings import district_rows
from kpi.plan.models import Task
from kpi.statuses import STATUSES
from kpi.tasks import NO_FIGURE, NO_REPORT, TaskReport, TaskStatus, has_part, task_statuses
from pages._filters import the_view, to_indicator
from pages._store import fetch_task_history, fetch_task_reports
from pages._text import plain

SHAPES = {"受阻": "■", "推进中": "●", "未启动": "◌", NO_REPORT: "○", NO_FIGURE: "○"}
MOST_MONTHS = 12

view = the_view()
said = fetch_task_reports(view.version, view.at)
statuses = task_statuses(view.plan, view.rows, said)
unit = view.scope.unit
asked = st.query_params.get("task", "")
district = {}
for row in district_rows(view.rows):
    district.setdefault(view.plan.indicator(row.indicator).task, []).append(row)


def label(status: TaskStatus) -> str:
    """The task's status as shape and word."""
    known = STATUSES.get(status.status)
    return known.label if known else f"{SHAPES[status.status]} {status.status}"


def concerns(task: Task) -> bool:
    """Whether the filters leave a task: its area, and the unit that leads it or has its part."""
    in_area = view.scope.area in (None, task.area)
    return in_area and (unit is None or has_part(view.plan, task, unit))


def show_words(words: list[TaskReport]) -> None:
    for word in words:
        st.text(
            f"{word.unit}（{word.month:%Y-%m}，{word.state}）：{word.progress}"
            + (f"\n存在问题：{word.problem}" if word.problem else "")
            + (f"\n下步措施：{word.next}" if word.next else "")
        )


tasks = {task.task: task for task in view.plan.tasks if concerns(task)}
shown = [status for status in statuses if status.task in tasks]
blocked = [s.task for s in shown if s.status == "受阻"]
behind = [s for s in shown if s.status in ("逾期", "严重滞后", "滞后")]
silent = [s for s in shown if s.status in (NO_REPORT, NO_FIGURE)]
stuck = f"，{len(blocked)} 项受阻" if blocked else ""
st.title(
    f"{len(shown)} 项任务：{len(behind)} 项滞后或逾期{stuck}，{len(silent)} 项还没有数据或月报"
)
st.caption(
    f"{view.plan.document}　{unit or '全区'}　截至 {view.stamp}　"
    "有指标的任务以最急的指标为准，其余以牵头单位的月报为准"
)

for area in view.plan.areas:
    listed = [s for s in shown if tasks[s.task].area == area.code]
    if listed:
        st.header(area.name)
    for status in listed:
        task = tasks[status.task]
        name = f"任务 {task.task}　{label(status)}　{plain(task.text[:24])}…"
        with st.expander(name, expanded=asked == str(task.task)):
            st.markdown(plain(task.text))
            clause = f"工作要点第 {task.clause} 条　" if task.clause else ""
            responsible = f"　责任：{'、'.join(task.responsible)}" if task.responsible else ""
            st.caption(f"{clause}牵头：{'、'.join(task.lead)}{responsible}")
            for row in district.get(task.task, []):
                st.page_link(
                    "pages/indicator.py",
                    label=f"{STATUSES[row.status].label}　"
                    f"{view.plan.indicator(row.indicator).name}：{row.reason}",
                    query_params=to_indicator(view.plan, row.indicator),
                )
            show_words(list(status.reports))
            if not district.get(task.task) and not status.reports:
                st.info("这项任务没有量化指标，以牵头单位的任务月报为准；目前还没有收到。")
            if st.toggle("历月月报", key=f"history-{task.task}"):
                history = fetch_task_history(view.version, view.at)
                show_words([h for h in history if h.task == task.task][-MOST_MONTHS:])
