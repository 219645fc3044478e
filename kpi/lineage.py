"""From a figure to the rows behind it, and from a row to its cell."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from kpi.plan import Indicator, Plan
from kpi.query import Row, run


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


def rows_behind(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    entity: str | None,
    as_of: date,
    known_at: datetime | None = None,
) -> list[Row]:
    """The rows that make an indicator's figure for an entity (None: for all), with their source."""
    if indicator.source == "submissions":
        return []
    alone = plan.model_copy(update={"indicators": (indicator,)})
    return run(
        connection,
        "rows",
        alone,
        as_of,
        known_at,
        {"form": indicator.form},
        indicator=indicator.code,
        entity=entity,
    )


def source_of(
    connection: duckdb.DuckDBPyConnection, plan: Plan, submission_id: int, sheet: str
) -> Source | None:
    """The workbook and sheet of a submission, None where there is none."""
    found: list[dict[str, Any]] = run(
        connection, "source", plan, plan.last_day, submission_id=submission_id, sheet=sheet
    )
    if not found:
        return None
    return Source(**found[0] | {"columns": json.loads(found[0]["columns"])})
