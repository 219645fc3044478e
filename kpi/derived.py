"""What a plan makes of a published version, whatever the two times: kept in memory beside it.

Neither a version nor a plan ever changes, so the plan's lists and the sums of the rows by day and
submission are made once. What counts at a day, as known at a moment, is then a matter of a few
thousand sums instead of a million rows.
"""

import logging
from functools import lru_cache
from itertools import count
from threading import Lock

import duckdb

from kpi.parameters import said_of, used_in
from kpi.plan import Plan
from kpi.statements import statement

DATABASE = "derived"
PLACE = "{derived}"  # how the queries write the schema
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
_log = logging.getLogger(__name__)
_making = Lock()
_numbers = count()


class _Same:
    """A plan as a key: one with the very same parts is the same plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.parts = tuple(plan.__dict__.values())

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.parts)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and all(
            one is two for one, two in zip(self.parts, other.parts, strict=True)
        )


@lru_cache(maxsize=256)
def _number_of(plan: _Same) -> int:
    return next(_numbers)


def derived_schema(connection: duckdb.DuckDBPyConnection, plan: Plan) -> str:
    """The schema of the tables that the plan makes of a connection's version."""
    schema = f"{DATABASE}.plan_{_number_of(_Same(plan))}"
    if not _is_made(connection, schema):
        with _making:
            if not _is_made(connection, schema):
                _make(connection, plan, schema)
    return schema


def _is_made(connection: duckdb.DuckDBPyConnection, schema: str) -> bool:
    # the last table that is made; nobody sees any before the transaction ends
    try:
        connection.execute(f"select 1 from {schema}.{TABLES[-1]} limit 0")
    except (duckdb.CatalogException, duckdb.BinderException):
        return False
    return True


def _make(connection: duckdb.DuckDBPyConnection, plan: Plan, schema: str) -> None:
    cursor = connection.cursor()
    cursor.execute(f"attach if not exists ':memory:' as {DATABASE} (read_write)")
    cursor.begin()
    try:
        cursor.execute(f"create schema {schema}")
        said = said_of(plan)
        for table in TABLES:
            sql = statement(f"derived_{table}", plan).replace(PLACE, schema)
            bound = {key: said[key] for key in used_in(sql)}
            cursor.execute(f"create table {schema}.{table} as {sql}", bound)
        cursor.commit()
    except duckdb.Error:
        cursor.rollback()
        raise
    _log.info("%s made from the plan of %s", schema, plan.year)
