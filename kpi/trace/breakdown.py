"""A figure by a column of its form: by channel, product, county or month, summing to the whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from kpi.engine.query import Row, run
from kpi.engine.slices import MONTH, Slices, labels_sql
from kpi.engine.times import Times
from kpi.plan import Indicator, Plan
from kpi.words.numbers import amount, percent

IN = "已报"  # a month's report is there

ENTITY = "entity"  # in place of a column: whom the rows count for
Within = tuple[str, str]  # a column of the form's table, and the value that rows must have there


@dataclass(frozen=True)
class Slice:
    """What the rows of one value bring, in the smallest unit; `base` is a ratio's denominator.

    `note`: why there is no figure, for a month that nobody reported.
    """

    name: str
    amount: int
    base: int | None
    rows: int
    note: str = ""

    def figure(self, indicator: Indicator) -> float:
        """In the indicator's unit of measure; a ratio by the slice's own denominator."""
        if indicator.is_percent:
            return 100.0 * self.amount / self.base if self.base else 0.0
        return self.amount / indicator.scale


def every_month(
    slices: Sequence[Slice], first: date, as_of: date, states: Mapping[date, str]
) -> list[Slice]:
    """The months from the year's first to that of `as_of`, also those without a row.

    `states` says of each month for which a report is owed whether it is in (已报): then nothing
    was done; of any other the slice notes what it says, and – where none is owed.
    """
    by_name = {s.name: s for s in slices}
    months = [date(first.year, month, 1) for month in range(first.month, as_of.month + 1)]
    names = [f"{month:%Y-%m}" for month in months]
    filled = [
        by_name.get(name) or Slice(name, 0, None, 0, _note(states.get(month, "–")))
        for name, month in zip(names, months, strict=True)
    ]
    return [*filled, *(s for s in slices if s.name not in names)]


def _note(state: str) -> str:
    return "" if state == IN else state


def slices_finding(slices: Sequence[Slice], indicator: Indicator) -> str:
    """隆阳区最多，120.0 万元，占 45.2%; of shares the highest alone."""
    first = max(slices, key=lambda s: s.figure(indicator))
    words = f"{first.name}{'最高' if indicator.is_percent else '最多'}"
    told = f"{words}，{amount(first.figure(indicator), indicator.uom)}"
    whole = sum(s.amount for s in slices)
    if indicator.is_percent or len(slices) < 2 or whole <= 0:
        return told
    return f"{told}，占 {percent(first.amount / whole)}"


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
