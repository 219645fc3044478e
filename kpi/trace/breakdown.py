"""A figure by a column of its form: by channel, product, county or month, summing to the whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from kpi.engine.query import Row, run
from kpi.engine.slices import MONTH, Slices, labels_sql
from kpi.engine.times import Times
from kpi.plan import Indicator, Plan

ENTITY = "entity"  # in place of a column: whom the rows count for
Within = tuple[str, str]  # a column of the form's table, and the value that rows must have there


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


def total(slices: Iterable[Slice]) -> Slice:
    """All slices as one, without a name."""
    known = list(slices)
    bases = [s.base for s in known if s.base is not None]
    return Slice(
        "", sum(s.amount for s in known), sum(bases) if bases else None, sum(s.rows for s in known)
    )


def breakdown(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    column: str,
    at: Times,
    entity: str | None = None,
    within: Within | None = None,
) -> list[Slice]:
    """The slices of an entity's figure (None: of all entities'), the largest first.

    Months stand in their order. `column` is one of the form's table, `month`, or `ENTITY`; with
    `within` only the rows that have a value in another column. Raises ValueError for a column that
    is not there, so that no reader's text becomes SQL.
    """
    if indicator.source != "rows":
        return []
    rows = _rows(connection, plan, indicator, column, at, entity, within)
    slices = [Slice(**row) for row in rows]
    return sorted(slices, key=lambda s: s.name) if column == MONTH else slices


def _rows(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    column: str,
    at: Times,
    entity: str | None,
    within: Within | None,
) -> list[Row]:
    bound: dict[str, Any] = {"form": indicator.form, "indicator": indicator.code, "entity": entity}
    columns = {"label": MONTH if column == ENTITY else column}
    if within:
        columns["inside"], bound["within"] = within
    parts: dict[str, object] = {"by": "entity" if column == ENTITY else "label"}
    parts["has_within"] = within is not None
    days = (at.as_of, at.known_at)
    if indicator.is_additive:
        slices = Slices((indicator,), tuple(columns.items()))
        return run(connection, "breakdown_sums", plan, *days, parts, slices=slices, **bound)
    # what is counted once belongs to the row that came first: the rows themselves are asked
    parts["labels"] = labels_sql(connection, indicator.form, columns)
    return run(connection, "breakdown", plan, *days, parts, alone=indicator, **bound)
