"""From a figure to the rows behind it, and from a row to its cell."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from kpi.engine.query import Row, run
from kpi.engine.slices import labels_sql
from kpi.engine.times import Times
from kpi.plan import Indicator, Plan, entities_of
from kpi.plan.entities import OPEN_KINDS
from kpi.plan.facts import NO_LABELS


@dataclass(frozen=True)
class Source:
    """Where a row stands; `columns` are the sheet's letters of the form's columns."""

    sha256: str
    file_name: str
    received_at: datetime
    received_by: str
    form: str
    unit: str
    columns: dict[str, str]


@dataclass(frozen=True)
class Wanted:
    """Which of an indicator's rows: an entity's (None: all), a slice's (column, value), a page.

    `within` is a column and the value that they must have there, besides their slice.
    """

    entity: str | None = None
    slice_: tuple[str, str] | None = None
    first: int = 0
    most: int | None = None
    place: tuple[int, str, int] | None = None  # one row: submission, sheet, row
    within: tuple[str, str] | None = None


def rows_behind(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    at: Times,
    wanted: Wanted | None = None,
) -> list[Row]:
    """The rows that make an indicator's figure, with their source, always in the same order.

    Raises ValueError for a slice by a column that the form does not have.
    """
    if indicator.source == "submissions":
        return []
    wanted = wanted or Wanted()
    column, value = wanted.slice_ or (None, None)
    inside, inner = wanted.within or (None, None)
    bound: dict[str, Any] = {
        "entity": wanted.entity,
        "only": None,
        "slice": value,
        "within": inner,
        "first": wanted.first,
        "most": wanted.most,
    }
    bound |= dict(zip(("submission", "sheet", "row"), wanted.place or (None,) * 3, strict=True))
    if wanted.entity:
        bound["only"] = _members(indicator, plan, wanted.entity)
    named = {name: c for name, c in (("label", column), ("inside", inside)) if c}
    told = labels_sql(connection, indicator.form, named) if named else NO_LABELS
    parts: dict[str, object] = {"labels": f"{told}, t.rowid as place", "form": indicator.form}
    parts |= {"has_slice": column is not None, "has_within": inside is not None}
    return _run(connection, "rows", plan, indicator, at, parts, bound)


def _members(indicator: Indicator, plan: Plan, entity: str) -> list[str]:
    """The values of an indicator's `by` column that count for an entity."""
    if indicator.entity in OPEN_KINDS:
        return [entity]
    return [m for e in entities_of(indicator, plan) if e.name == entity for m in e.members]


def count_behind(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    at: Times,
    entity: str | None = None,
) -> int:
    """How many rows make an indicator's figure for an entity (None: for all)."""
    if indicator.source == "submissions":
        return 0
    rows = _run(connection, "rows_count", plan, indicator, at, {}, {"entity": entity})
    return int(rows[0]["rows"])


def _run(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    plan: Plan,
    indicator: Indicator,
    at: Times,
    parts: dict[str, object],
    bound: dict[str, Any],
) -> list[Row]:
    bound = bound | {"indicator": indicator.code}
    return run(connection, name, plan, at.as_of, at.known_at, parts, alone=indicator, **bound)


def source_of(
    connection: duckdb.DuckDBPyConnection, plan: Plan, submission_id: int, sheet: str
) -> Source | None:
    """The workbook and sheet of a submission, None where there is none."""
    rows: list[dict[str, Any]] = run(
        connection, "source", plan, plan.last_day, submission_id=submission_id, sheet=sheet
    )
    if not rows:
        return None
    return Source(**rows[0] | {"columns": json.loads(rows[0]["columns"])})
