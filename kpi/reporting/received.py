"""What was received: every submission, what became of it, what it speaks for, what was found."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from kpi.engine.query import run
from kpi.plan import Plan
from kpi.plan.models import Reference

Cell = tuple[str, str, date]  # form, unit, month


@dataclass(frozen=True)
class SentSheet:
    """A form on a sheet of a submission, and the months that it tells of."""

    sheet: str
    form: str
    unit: str
    first_month: date
    last_month: date
    rows: int


@dataclass(frozen=True)
class Received:
    """A submission. Moments are UTC.

    `state`: 已接收, 待回答, 已退回, 已回答 (the same bytes came again with an answer), 已撤回 or
    已被替换.
    """

    submission_id: int
    sha256: str
    file_name: str
    received_at: datetime
    claimed: bool
    received_by: str
    mode: str
    state: str
    sheets: tuple[SentSheet, ...]
    errors: int
    questions: int
    warnings: int
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    reason: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sheet.form for sheet in self.sheets))

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sheet.unit for sheet in self.sheets))


@dataclass(frozen=True)
class Told:
    """A problem as its sender was told it; `asked`: JSON of the choices, where it is a question."""

    severity: str
    rule: str
    sheet: str | None
    cell: str | None
    value: str | None
    message: str
    hint: str
    asked: str | None = None


def received(
    connection: duckdb.DuckDBPyConnection, plan: Plan, known_at: datetime | None = None
) -> list[Received]:
    """Every submission known at a moment, accepted or not, the newest first."""
    return [_received(row) for row in run(connection, "received", plan, plan.last_day, known_at)]


def _received(row: dict[str, Any]) -> Received:
    sheets = tuple(SentSheet(**sheet) for sheet in row["sheets"])
    return Received(**row | {"sheets": sheets})


def coming(
    connection: duckdb.DuckDBPyConnection, plan: Plan, known_at: datetime | None = None
) -> dict[Cell, tuple[int, ...]]:
    """The accepted submissions of each form, unit and month, the newest first."""
    submissions: dict[Cell, tuple[int, ...]] = {}
    for row in run(connection, "coming", plan, plan.last_day, known_at):
        cell = (row["form"], row["unit"], row["month"])
        submissions[cell] = (*submissions.get(cell, ()), row["submission_id"])
    return submissions


def problems_of(
    connection: duckdb.DuckDBPyConnection, plan: Plan, submission_id: int
) -> list[Told]:
    rows = run(connection, "problems", plan, plan.last_day, submission_id=submission_id)
    return [Told(**row) for row in rows]


def units_of(item: Received, reference: Reference) -> tuple[str, ...]:
    """Whose a submission is; a returned one has no sheets, so its file name has to tell."""
    if item.sheets:
        return item.units
    names = (u.name for u in reference.units if u.name in item.file_name)
    return tuple(sorted(names, key=len, reverse=True)[:1])
