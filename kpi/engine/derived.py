"""What a plan makes of a published version: kept in memory beside it.

Neither a version nor a plan ever changes, so the plan's lists and the sums of the rows by day and
submission are made once; and what was known at a moment, once for each moment that is asked for.
What counts at a day is then a matter of a few thousand sums instead of a million rows.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from threading import RLock
from typing import Any

import duckdb

from kpi.engine.parameters import plan_values
from kpi.engine.schemas import DATABASE, NEWEST, Schemas, schemas_of
from kpi.engine.statements import parsed, statement
from kpi.plan import Plan

# each may rest on those before it
TABLES = (
    "traits",
    "months",
    "plan_quotas",
    "plan_duties",
    "pieces",
    "entities",
    "parents",
    "reporters",
)
KNOWN_TABLES = ("counting", "duties", "quotas")
MOST_MOMENTS = 64  # a moment's tables hold some thousand rows
# what a query says of a table or schema that is not made yet
MISSING = (duckdb.CatalogException, duckdb.BinderException)
_log = logging.getLogger(__name__)
# whoever holds it makes tables, and nobody's make way meanwhile
making = RLock()


def make(connection: duckdb.DuckDBPyConnection, plan: Plan, known_at: datetime | None) -> None:
    """Makes what is missing of a plan's tables and of a moment's."""
    schemas = schemas_of(plan, known_at)
    make_once(connection, f"{schemas.derived}.{TABLES[-1]}", lambda c: _make_plan(c, plan, schemas))
    make_once(
        connection,
        f"{schemas.known}.{KNOWN_TABLES[-1]}",
        lambda c: _make_known(c, plan, schemas, known_at or NEWEST),
    )


def make_once(
    connection: duckdb.DuckDBPyConnection,
    last: str,
    work: Callable[[duckdb.DuckDBPyConnection], object],
) -> None:
    """Does what ends with a table, if it is missing; nobody sees any of it before all is done."""
    if _is_made(connection, last):
        return
    with making:
        if not _is_made(connection, last):
            cursor = connection.cursor()
            cursor.execute(f"attach if not exists ':memory:' as {DATABASE} (read_write)")
            cursor.begin()
            try:
                work(cursor)
                cursor.commit()
            except duckdb.Error:
                cursor.rollback()
                raise


def _is_made(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    try:
        connection.execute(f"select 1 from {table} limit 0")
    except MISSING:
        return False
    return True


def _make_plan(cursor: duckdb.DuckDBPyConnection, plan: Plan, schemas: Schemas) -> None:
    cursor.execute(f"create schema {schemas.derived}")
    tables = [(f"{schemas.derived}.{name}", f"derived_{name}") for name in TABLES]
    _create(cursor, plan, schemas, tables, plan_values(plan))
    _log.info("%s made from the plan of %s", schemas.derived, plan.year)


def _make_known(
    cursor: duckdb.DuckDBPyConnection, plan: Plan, schemas: Schemas, known_at: datetime
) -> None:
    _make_way(cursor)
    cursor.execute(f"create schema {schemas.known}")
    days = {"known_at": known_at, "first_day": plan.first_day, "last_day": plan.last_day}
    tables = [(f"{schemas.known}.{name}", f"known_{name}") for name in KNOWN_TABLES]
    _create(cursor, plan, schemas, tables, days)


def _make_way(cursor: duckdb.DuckDBPyConnection) -> None:
    """Drops the moment that was asked for first where there are too many; it can be made again."""
    moment_schemas = cursor.execute(
        "select schema_name from duckdb_schemas() where database_name = ?"
        " and schema_name like '%_known_%' order by oid",
        [DATABASE],
    ).fetchall()
    for (name,) in moment_schemas[: max(0, len(moment_schemas) + 1 - MOST_MOMENTS)]:
        cursor.execute(f"drop schema {DATABASE}.{name} cascade")


def _create(
    cursor: duckdb.DuckDBPyConnection,
    plan: Plan,
    schemas: Schemas,
    tables: Iterable[tuple[str, str]],
    values: Mapping[str, Any],
) -> None:
    for table, query in tables:
        made = parsed(f"create table {table} as {statement(query, plan, schemas)}")
        cursor.execute(made, {key: values[key] for key in made.named_parameters})
