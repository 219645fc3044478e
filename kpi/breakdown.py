"""A figure by a column of its form: by channel, product, county or month, summing to the whole."""

from dataclasses import dataclass

import duckdb

from kpi.plan import Indicator, Plan
from kpi.query import run
from kpi.times import Times

MONTH = "month"


@dataclass(frozen=True)
class Slice:
    """What the rows of one value bring, in the smallest unit; `base` is a ratio's denominator."""

    name: str
    amount: int
    base: int | None
    rows: int

    def figure(self, indicator: Indicator) -> float:
        """In the indicator's unit of measure; a ratio by the slice's own denominator."""
        if indicator.is_percent:
            return 100.0 * self.amount / self.base if self.base else 0.0
        return self.amount / indicator.scale


def breakdown(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    column: str,
    at: Times,
    entity: str | None = None,
) -> list[Slice]:
    """The slices of an entity's figure (None: of all entities'), the largest first.

    Months stand in their order. `column` is one of the form's table, or `month`.
    Raises ValueError for any other, so that no reader's text becomes SQL.
    """
    if indicator.source != "rows":
        return []
    label = label_sql(connection, indicator.form, column)
    parts = {"label": label}
    bound = {"indicator": indicator.code, "entity": entity}
    found = run(
        connection, "breakdown", plan, at.as_of, at.known_at, parts, alone=indicator, **bound
    )
    slices = [Slice(**row) for row in found]
    return sorted(slices, key=lambda s: s.name) if column == MONTH else slices


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
