"""The tasks: what units say of them month by month, and how each task stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from kpi.engine.progress import Progress
from kpi.engine.query import run
from kpi.findings import district_rows, most_urgent_first
from kpi.plan import Indicator, Plan
from kpi.plan.entities import unit_names
from kpi.plan.models import Task

NO_REPORT = "尚无月报"
NO_FIGURE = "尚无数据"  # the task is measured, but nothing it measures has been reported
# The annex's words for groups of units; "相关…" names nobody.
GROUPS = {
    "各街镇": "subdistrict_or_town",
    "援外机构": "field_office",
    "各成员单位": "member_unit",
}
# The first state that any unit reports is the task's; done only when all say so.
STATES_WORST_FIRST = ("受阻", "推进中", "未启动", "已完成")


@dataclass(frozen=True)
class TaskReport:
    """A unit's newest words on a task; `month` is the month reported."""

    task: int
    unit: str
    state: str
    progress: str
    problem: str | None
    next: str | None
    month: date


def task_reports(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
) -> list[TaskReport]:
    """The newest report of each unit on each task, by task and unit."""
    return [TaskReport(**row) for row in run(connection, "task_reports", plan, as_of, known_at)]


def task_history(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
) -> list[TaskReport]:
    """Every month's words on each task, by task, unit and month."""
    return [TaskReport(**row) for row in run(connection, "task_history", plan, as_of, known_at)]


@dataclass(frozen=True)
class TaskStatus:
    """How a task stands: by its most urgent indicator, or by its units' monthly reports."""

    task: int
    status: str
    by_indicator: str | None
    reports: tuple[TaskReport, ...]


def task_statuses(
    plan: Plan, rows: Iterable[Progress], reports: Sequence[TaskReport]
) -> list[TaskStatus]:
    """A status for each task of the plan, in its order (clause 27 for those without a figure)."""
    measured = {indicator.task for indicator in plan.indicators}
    urgent: dict[int, Progress] = {}
    for row in most_urgent_first(district_rows(rows)):
        urgent.setdefault(plan.indicator(row.indicator).task, row)
    return [
        _status(
            task.task,
            urgent.get(task.task),
            [r for r in reports if r.task == task.task],
            NO_FIGURE if task.task in measured else NO_REPORT,
        )
        for task in plan.tasks
    ]


def _status(
    task: int, row: Progress | None, reports: Sequence[TaskReport], silent: str
) -> TaskStatus:
    if row is not None:
        return TaskStatus(task, row.status, row.indicator, tuple(reports))
    states = [report.state for report in reports]
    worst = next((state for state in STATES_WORST_FIRST if state in states), silent)
    begun = worst == "未启动" and "已完成" in states
    return TaskStatus(task, "推进中" if begun else worst, None, tuple(reports))


def has_part(plan: Plan, task: Task, unit: str) -> bool:
    """Whether a unit leads a task or is responsible for a part, by name or by its group."""
    named = (*task.lead, *task.responsible)
    return any(unit in unit_names(GROUPS.get(name, name), plan.reference) for name in named)


def words_beside(
    indicator: Indicator, reports: Iterable[TaskReport], unit: str | None = None
) -> list[TaskReport]:
    """What stands beside an indicator's light: the newest reports on its task that tell a problem
    or a next step; of one unit, or of all (None).
    """
    return [
        report
        for report in reports
        if report.task == indicator.task
        and unit in (None, report.unit)
        and (report.problem or report.next)
    ]
