"""Runs the one progress query and gives its rows."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import duckdb

from kpi.engine.query import run
from kpi.moments import utc_now
from kpi.plan import Indicator, Plan
from kpi.words.need import Need, need
from kpi.words.reason import reason_of


@dataclass(frozen=True)
class Progress:
    """One row of progress; the architecture page tells each column. Rates are 0-1, points 0-100."""

    indicator: str
    entity: str
    level: str
    actual: float | None
    numerator: float | None
    denominator: float | None
    target: float | None
    deadline: date | None
    rate: float | None
    elapsed: float
    expected: float | None
    pace_gap_points: float | None
    needed_per_month: float | None
    forecast: float | None
    forecast_low: float | None
    forecast_high: float | None
    met: int | None
    entities: int | None
    status: str
    reason: str
    reports_in: int
    reports_due: int

    def need(self, uom: str) -> Need | None:
        """What is still needed to reach the target, as it is said."""
        return need(self.needed_per_month, self.target, self.rate, uom)


COLUMNS = tuple(field.name for field in fields(Progress))


def progress(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
    alone: Indicator | None = None,
) -> list[Progress]:
    """Every indicator and entity at the end of `as_of`, as known at `known_at` (UTC; None: now).

    With `alone`, the rows of that indicator only.
    """
    rows = run(connection, "progress", plan, as_of, known_at, alone=alone)
    return [progress_of(row) for row in rows]


def progress_of(row: dict[str, Any]) -> Progress:
    """A row of the query, with its reason, without what only reasons and explanations need."""
    values: dict[str, Any] = {name: row.get(name) for name in COLUMNS}
    return Progress(**values | {"reason": reason_of(row)})


def known_now(connection: duckdb.DuckDBPyConnection) -> datetime:
    """The moment at which all is known that was received (UTC).

    It is now, or the newest moment received where a clock was ahead.
    """
    row = connection.execute(
        "select greatest((select max(received_at) from submissions), "
        "(select max(withdrawn_at) from withdrawals))"
    ).fetchone()
    return max(utc_now(), row[0]) if row and row[0] else utc_now()


def latest_day(connection: duckdb.DuckDBPyConnection, plan: Plan, today: date) -> date:
    """The last day of the newest month reported, not after today or the plan's last day."""
    row = connection.execute(
        "select max(last_day(month)) from coverage where cadence <> 'append'"
    ).fetchone()
    newest = row[0] if row and row[0] else plan.last_day
    return max(plan.first_day, min(newest, plan.last_day, today))
