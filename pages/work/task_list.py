"""The tasks of the work points as a list, and a few of them side by side."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.findings import district_rows
from kpi.plan.models import Task
from kpi.tasks import TaskStatus
from kpi.words.numbers import percent, signed
from kpi.words.statuses import BEHIND, STATUSES
from pages.frame.address import go
from pages.frame.filters import View, carried
from pages.frame.text import plain
from pages.show.charts import offer_xlsx
from pages.show.marks import looks_like, task_label
from pages.show.tables import pick_line, status_style
from pages.show.words import report_in_short
from pages.standing.compare import choose_few

COLUMNS = {
    "任务": st.column_config.NumberColumn(width=50, pinned=True),
    "状态": st.column_config.TextColumn(width=105),
    "内容": st.column_config.TextColumn(width=240),
    "依据": st.column_config.TextColumn(width=130),
    "单位的话": st.column_config.TextColumn(width=330),
    "牵头": st.column_config.TextColumn(width=160),
    "领域": st.column_config.TextColumn(width=110),
}


@st.fragment
def show_task_list(view: View, statuses: Sequence[TaskStatus], tasks: dict[int, Task]) -> None:
    """A line a task, the urgent first or as in the document; a click opens its page."""
    order = st.segmented_control(
        "排序",
        ["急的在前", "按工作要点"],
        default="急的在前",
        key="task_order",
        bind="query-params",
    )
    listed = list(statuses)
    if order != "按工作要点":
        listed.sort(key=lambda s: (STATUSES[looks_like(s.status)].urgency, s.task))
    lines = [_line(view, status, tasks[status.task]) for status in listed]
    st.caption("点选一行，看这项任务的全文、指标和月报")
    styled = pd.DataFrame(lines).style.map(lambda mark: _colour(view, mark), subset=["状态"])
    picked = pick_line(styled, "tasks", COLUMNS, 46)
    offer_xlsx(view, lines, "工作要点")
    if picked is not None:
        go("pages/tasks.py", carried(task=str(listed[picked].task)))


def _line(view: View, status: TaskStatus, task: Task) -> dict[str, object]:
    return {
        "任务": task.task,
        "状态": task_label(status.status),
        "内容": task.text,
        "依据": _basis(view, status),
        "单位的话": _newest_words(status),
        "牵头": "、".join(task.lead),
        "领域": next(a.name for a in view.plan.areas if a.code == task.area),
    }


def _newest_words(status: TaskStatus) -> str:
    """Beside a red or amber light: the newest problem and next step."""
    if status.status not in (*BEHIND, "受阻"):
        return ""
    speaking = [r for r in status.reports if r.problem or r.next]
    newest = max(speaking, key=lambda r: (r.problem is not None, r.month), default=None)
    return report_in_short(newest) if newest else ""


def _basis(view: View, status: TaskStatus) -> str:
    code = status.by_indicator
    return view.plan.indicator(code).name if code else "任务月报"


def _colour(view: View, mark: str) -> str:
    return status_style(looks_like(mark.split(" ", 1)[1]), view.palette)


def compare_tasks(view: View, statuses: Sequence[TaskStatus], tasks: dict[int, Task]) -> None:
    """Two to four tasks side by side."""
    names = {f"任务 {s.task}　{tasks[s.task].text[:16]}…": s for s in statuses}
    chosen = choose_few("任务", list(names), "compare_tasks")
    if len(chosen) < 2:
        return
    columns = {
        f"任务 {names[name].task}": side(view, names[name], tasks[names[name].task])
        for name in chosen
    }
    headers = list(next(iter(columns.values())))
    st.table(
        pd.DataFrame(
            [{"": h} | {name: plain(cells[h]) for name, cells in columns.items()} for h in headers]
        ),
        hide_index=True,
    )


def side(view: View, status: TaskStatus, task: Task) -> dict[str, str]:
    """What is compared of a task, each in words."""
    by_indicator = {r.indicator: r for r in district_rows(view.rows)}
    row = by_indicator.get(status.by_indicator or "")
    gap = row.pace_gap_points if row else None
    return {
        "状态": task_label(status.status),
        "依据": _basis(view, status),
        "完成率": percent(row.rate) if row else "–",
        "与序时相差（点）": "–" if gap is None else signed(gap),
        "已报月报的单位": str(len(status.reports)),
        "提出问题的单位": str(sum(report.problem is not None for report in status.reports)),
        "牵头": "、".join(task.lead),
    }
