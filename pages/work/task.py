"""One task of the work points: how it stands, by which figures, and what its units say."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.findings import district_rows, most_urgent_first
from kpi.plan.models import Task
from kpi.ranking import gaps, ranks, strengths
from kpi.reporting.follow_ups import beside_task
from kpi.tasks import TaskReport, TaskStatus
from pages.drill.trend import show_trend
from pages.frame.address import go
from pages.frame.filters import View, carried, to_indicator
from pages.frame.store import fetch_task_history
from pages.frame.text import plain
from pages.show.charts import offer_xlsx
from pages.show.marks import task_label
from pages.show.tables import export_lines, show_progress
from pages.show.words import open_matters, show_matters
from pages.standing.place import show_gaps

MOST_MONTHS = 12


def show_task(view: View, task: Task, status: TaskStatus) -> None:
    """The page of one task."""
    st.page_link(
        "pages/tasks.py",
        label="所有任务",
        icon=":material/arrow_back:",
        query_params=carried(),
    )
    rows = [r for r in view.rows if view.plan.indicator(r.indicator).task == task.task]
    district = most_urgent_first(district_rows(rows))
    st.title(
        f"任务 {task.task}：{task_label(status.status)}，{plain(_finding(view, status, district))}"
    )
    area = next(a.name for a in view.plan.areas if a.code == task.area)
    clause = f"工作要点第 {task.clause} 条　" if task.clause else ""
    responsible = f"　责任：{'、'.join(task.responsible)}" if task.responsible else ""
    st.caption(f"{area}　截至 {view.stamp}　{clause}牵头：{'、'.join(task.lead)}{responsible}")
    st.markdown(plain(task.text))
    if district:
        _show_figures(view, district, rows)
    unit = view.scope.unit
    reports = [report for report in status.reports if unit in (None, report.unit)]
    whose = f"{unit}没有报这项任务的月报" if unit else "还没有收到这项任务的月报"
    st.header(f"{len(reports)} 个单位的最新月报" if reports else whose)
    show_words(reports)
    show_matters(beside_task(open_matters(view), view.plan, task.task, view.scope.unit))
    if st.toggle("历月月报", key=f"history-{task.task}"):
        history = fetch_task_history(view.version, view.at)
        show_words([h for h in history if h.task == task.task][-MOST_MONTHS:])


def _finding(view: View, status: TaskStatus, district: Sequence[Progress]) -> str:
    """By the most urgent figure, or by what the units report."""
    if status.by_indicator is not None:
        return f"{view.plan.indicator(district[0].indicator).name}{district[0].reason}"
    if not status.reports:
        return "没有量化指标，以牵头单位的月报为准"
    troubled = sum(report.problem is not None for report in status.reports)
    return f"{len(status.reports)} 个单位报告，{troubled} 个提出问题"


def _show_figures(view: View, district: Sequence[Progress], rows: Sequence[Progress]) -> None:
    st.header(f"{len(district)} 项指标")
    picked = show_progress(district, view, "task-figures")
    offer_xlsx(view, export_lines(district, view.plan), "任务指标")
    if picked is not None:
        go("pages/indicator.py", to_indicator(view.plan, picked.indicator))
    urgent = view.plan.indicator(district[0].indicator)
    show_trend(view, urgent, district[0])
    entities = [r for r in rows if r.indicator == urgent.code and r.level == "entity"]
    ahead, behind = strengths(entities), gaps(entities)
    if ahead or behind:
        left, right = st.columns(2)
        with left:
            show_gaps(view, "走在前面", ahead, ranks(entities), "entity")
        with right:
            show_gaps(view, "落在后面", behind, ranks(entities), "entity")


def show_words(words: Sequence[TaskReport]) -> None:
    """What units say of a task: how far, what troubles them, what comes next."""
    for word in words:
        st.text(
            f"{word.unit}（{word.month:%Y-%m}，{word.state}）：{word.progress}"
            + (f"\n存在问题：{word.problem}" if word.problem else "")
            + (f"\n下步措施：{word.next}" if word.next else "")
        )
