"""Runs the queries of kpi/sql: put together from files, bound to the plan and the two times."""

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from kpi.facts import facts_sql
from kpi.parameters import parameters
from kpi.plan import Plan
from kpi.plan.moments import utc_now

SQL = Path(__file__).parent / "sql"
Row = dict[str, Any]


@cache
def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text("utf-8")


def statement(name: str, plan: Plan, **parts: str) -> str:
    """A query with the files that it names in braces, and the plan's facts, put in."""
    text = _text(name)
    for part in ("placed", "brought", "duties", "first_reports"):
        text = text.replace(f"{{{part}}}", _text(part).strip())
    for key, value in parts.items():
        text = text.replace(f"{{{key}}}", value)
    return text.replace("{facts}", facts_sql(plan))


def run(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
    parts: dict[str, str] | None = None,
    **more: Any,
) -> list[Row]:
    """The rows of a query by column name; `more` are further values to bind."""
    sql = statement(name, plan, **(parts or {}))
    bound = parameters(plan, as_of, known_at or utc_now()) | more
    used = set(re.findall(r"\$([a-z_]+)", re.sub("--.*", "", sql)))
    cursor = connection.execute(sql, {key: bound[key] for key in used})
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
