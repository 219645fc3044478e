"""数据质量: the warnings that are still open, the rows they doubt, and what was replaced."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import duckdb

from kpi.engine.query import run
from kpi.plan import Plan

Place = tuple[int, str, int]  # submission, sheet, row


@dataclass(frozen=True)
class Warned:
    """A warning about what still counts; `month` and `row` where it is about one row."""

    submission_id: int
    file_name: str
    received_at: datetime
    form: str | None
    unit: str | None
    month: date | None
    rule: str
    sheet: str | None
    row: int | None
    cell: str | None
    value: str | None
    message: str
    hint: str


@dataclass(frozen=True)
class Doubtful:
    """A row that is counted though one or more warnings are about it."""

    place: Place
    form: str
    unit: str
    month: date
    file_name: str
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class Replaced:
    """A month of a form and unit in one submission, and the newer one that counts instead."""

    form: str
    unit: str
    month: date
    submission_id: int
    file_name: str
    received_at: datetime
    by_submission: int
    by_file: str
    replaced_at: datetime


def open_warnings(
    connection: duckdb.DuckDBPyConnection, plan: Plan, known_at: datetime | None = None
) -> list[Warned]:
    """Every warning whose row, or submission, still counts; the newest submission first."""
    rows = run(
        connection,
        "quality_warnings",
        plan,
        plan.last_day,
        known_at,
        {"forms": _forms(connection)},
    )
    return [Warned(**row) for row in rows]


def _forms(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Every form that was ever reported; the names are those of the warehouse's own tables."""
    forms = connection.execute("select distinct form from sheets order by form").fetchall()
    return tuple(form for (form,) in forms)


def doubtful_rows(warnings: Iterable[Warned]) -> list[Doubtful]:
    """The counted rows that warnings are about, those with most of them first."""
    by_place: dict[Place, list[Warned]] = {}
    for warning in warnings:
        if warning.month is not None and warning.sheet is not None and warning.row is not None:
            place = (warning.submission_id, warning.sheet, warning.row)
            by_place.setdefault(place, []).append(warning)
    rows = [_doubtful(place, place_warnings) for place, place_warnings in by_place.items()]
    return sorted(rows, key=lambda row: -len(row.warnings))


def _doubtful(place: Place, warnings: list[Warned]) -> Doubtful:
    first = warnings[0]
    assert first.form is not None
    assert first.unit is not None
    assert first.month is not None
    return Doubtful(place, first.form, first.unit, first.month, first.file_name, tuple(warnings))


def replaced(
    connection: duckdb.DuckDBPyConnection, plan: Plan, known_at: datetime | None = None
) -> list[Replaced]:
    """Each month that was replaced, the newest replacement first."""
    rows = run(connection, "quality_replaced", plan, plan.last_day, known_at)
    return [Replaced(**row) for row in rows]


def counted(
    warnings: Iterable[Warned], by: Literal["rule", "unit", "form"]
) -> list[tuple[str, int]]:
    """How many warnings there are of each, the most first."""
    counts = Counter(getattr(w, by) or "" for w in warnings)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
