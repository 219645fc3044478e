"""Runs the queries of kpi/sql, bound to the plan and the two times."""

from datetime import date, datetime
from typing import Any

import duckdb

from kpi.engine.derived import MISSING, make, making
from kpi.engine.parameters import parameters
from kpi.engine.schemas import schemas_of
from kpi.engine.slices import Slices, make_slices
from kpi.engine.statements import parsed, statement
from kpi.moments import ALL_RECEIVED
from kpi.plan import Indicator, Plan

Row = dict[str, Any]


def run(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
    parts: dict[str, object] | None = None,
    *,
    alone: Indicator | tuple[Indicator, ...] | None = None,
    slices: Slices | None = None,
    **more: Any,
) -> list[Row]:
    """The rows of a query by column name, of some indicators where they are asked for `alone`.

    `slices` are the sums that the query rests on, and `more` are further values to bind. Raises
    ValueError where the slices are by a column that the form does not have.
    """
    indicators = (alone,) if isinstance(alone, Indicator) else alone
    asked = plan.model_copy(update={"indicators": indicators}) if indicators else plan
    # on the whole plan's tables, for they are made once a version
    schemas = schemas_of(plan, known_at)
    sliced = {"slices": slices.table_in(schemas)} if slices else {}
    sql = statement(name, asked, schemas, **sliced, **(parts or {}))
    query = parsed(sql)
    used = query.named_parameters
    bound = parameters(asked, as_of, known_at or ALL_RECEIVED, used - more.keys()) | {
        key: value for key, value in more.items() if key in used
    }
    try:
        return _rows(connection, query, bound)
    except MISSING:
        with making:
            make(connection, plan, known_at)
            if slices:
                make_slices(connection, plan, slices)
            return _rows(connection, query, bound)


def _rows(
    connection: duckdb.DuckDBPyConnection, query: duckdb.Statement, bound: dict[str, Any]
) -> list[Row]:
    cursor = connection.execute(query, bound)
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
