"""Who owes which report, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from kpi.plan import Plan
from kpi.query import run


@dataclass(frozen=True)
class Report:
    """A report that is owed; `state` is 按时, 补报, 未报 or 未到期; moments are UTC."""

    form: str
    unit: str
    month: date
    due_on: date
    received_at: datetime | None
    state: str


def reports(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
) -> list[Report]:
    """Every report owed for a month that has begun by `as_of`, by form, unit and month."""
    return [Report(**row) for row in run(connection, "reports", plan, as_of, known_at)]
