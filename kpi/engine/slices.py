"""The rows that may ever count, summed by columns of their form: made once, asked at any day."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import count

import duckdb

from kpi.engine.derived import make_once
from kpi.engine.parameters import members
from kpi.engine.schemas import Schemas, schemas_of
from kpi.engine.statements import statement
from kpi.plan import Indicator, Plan

MONTH = "month"
_numbers = count()


@dataclass(frozen=True)
class Slices:
    """The rows of some indicators of one form, summed by day, submission and `columns` as texts.

    `columns` are pairs of a name and a column of the form's table, or `month`. The table has them
    beside indicator, entity, submission_id, reporting_unit, month, day, amount, base and rows.
    """

    indicators: tuple[Indicator, ...]
    columns: tuple[tuple[str, str], ...]

    def table_in(self, schemas: Schemas) -> str:
        """Its name beside a plan's tables, the same for the same codes and columns."""
        codes = tuple(indicator.code for indicator in self.indicators)
        return f"{schemas.derived}.slices_{_number_of(codes, self.columns)}"


def make_slices(connection: duckdb.DuckDBPyConnection, plan: Plan, slices: Slices) -> None:
    """Makes the table where it is missing. Raises ValueError for a column that is not there."""
    labels = labels_sql(connection, slices.indicators[0].form, dict(slices.columns))
    alone = plan.model_copy(update={"indicators": slices.indicators})
    schemas = schemas_of(plan, None)
    table = slices.table_in(schemas)
    sql = f"create table {table} as {statement('derived_slices', alone, schemas, labels=labels)}"
    bound = {"members": members(alone)}
    make_once(connection, table, lambda cursor: cursor.execute(sql, bound))


@lru_cache(maxsize=256)
def _number_of(codes: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> int:
    return next(_numbers)


def labels_sql(connection: duckdb.DuckDBPyConnection, form: str, columns: dict[str, str]) -> str:
    """Columns of a form's table, each as a text under a name. Raises ValueError."""
    return ", ".join(f"{label_sql(connection, form, c)} as {name}" for name, c in columns.items())


def label_sql(connection: duckdb.DuckDBPyConnection, form: str, column: str) -> str:
    """A column of a form's table as the text that names a slice. Raises ValueError."""
    if column == MONTH:
        return "strftime(t.month, '%Y-%m')"
    known = {row[0]: row[1] for row in connection.execute(f'describe "{form}"').fetchall()}
    if column not in known:
        raise ValueError(f"{form} has no column {column!r}")
    if known[column] == "BOOLEAN":
        return f"if(t.\"{column}\", '是', '否')"
    return f't."{column}"::varchar'
