"""Runs the queries of kpi/sql, bound to the plan and the two times."""

from datetime import date, datetime
from typing import Any

import duckdb

from kpi.derived import execute
from kpi.parameters import parameters, used_in
from kpi.plan import Indicator, Plan
from kpi.plan.moments import utc_now
from kpi.statements import statement

Row = dict[str, Any]


def run(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
    parts: dict[str, str] | None = None,
    *,
    alone: Indicator | None = None,
    **more: Any,
) -> list[Row]:
    """The rows of a query by column name, of one indicator where it is asked for `alone`.

    `more` are further values to bind.
    """
    asked = plan.model_copy(update={"indicators": (alone,)}) if alone else plan
    sql = statement(name, asked, **(parts or {}))
    used = used_in(sql)
    bound = parameters(asked, as_of, known_at or utc_now(), used - more.keys()) | {
        key: value for key, value in more.items() if key in used
    }
    # on the whole plan's tables, for they are made once a version
    cursor = execute(connection, plan, known_at, sql, bound)
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
