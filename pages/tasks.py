"""工作要点: every task and how it stands, or the page of the one that is chosen."""

import streamlit as st

from kpi.findings import behind_counts
from kpi.plan.models import Task
from kpi.tasks import NO_FIGURE, NO_REPORT, has_part, task_statuses
from pages.frame.chips import say_beside
from pages.frame.filters import the_view
from pages.frame.store import fetch_task_reports
from pages.work.task import show_task
from pages.work.task_list import compare_tasks, show_task_list

view = the_view()
reports = fetch_task_reports(view.version, view.at)
statuses = {s.task: s for s in task_statuses(view.plan, view.rows, reports)}
unit = view.scope.unit
say_beside(county="任务按领域和单位分，不分结对县；县自己的指标看“结对县”")
asked = st.query_params.get("task", "")
chosen = next((task for task in view.plan.tasks if str(task.task) == asked), None)
if chosen is not None:
    say_beside(area=f"任务 {chosen.task} 不因领域而变", unit="只看它的月报和督办；指标是全区的")
    show_task(view, chosen, statuses[chosen.task])
    st.stop()


def concerns(task: Task) -> bool:
    """Whether the filters leave a task: its area, and the unit that leads it or has its part."""
    in_area = view.scope.area in (None, task.area)
    return in_area and (unit is None or has_part(view.plan, task, unit))


tasks = {task.task: task for task in view.plan.tasks if concerns(task)}
shown = [statuses[number] for number in tasks]
blocked = [s.task for s in shown if s.status == "受阻"]
behind = behind_counts((s.status for s in shown), "项")
silent = [s.task for s in shown if s.status in (NO_REPORT, NO_FIGURE)]
stuck = f"，{len(blocked)} 项受阻" if blocked else ""
st.title(f"{len(shown)} 项任务：{behind}{stuck}，{len(silent)} 项还没有数据或月报")
st.caption(
    f"{view.plan.document}　{unit or '全区'}　截至 {view.stamp}　"
    "有指标的任务以最急的指标为准，其余以牵头单位的月报为准"
)
if not shown:
    whose = f"{unit}既不牵头也不负责" if unit else "工作要点没有"
    area = f"“{view.area_name}”的" if view.area_name else ""
    st.info(f"{whose}{area}任务。点上面的筛选可以去掉它，看其他任务。")
    st.stop()
show_task_list(view, shown, tasks)
compare_tasks(view, shown, tasks)
