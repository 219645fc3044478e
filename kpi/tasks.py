"""What the lead units last said of each task in their monthly reports."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from kpi.plan import Plan
from kpi.query import run


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
