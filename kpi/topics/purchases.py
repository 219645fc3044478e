"""消费协作: the way of the money, from who bought to where it went."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from kpi.engine.query import Row, run
from kpi.engine.slices import Slices
from kpi.engine.times import Times
from kpi.plan import Plan


@dataclass(frozen=True)
class Flow:
    """What goes from one to another, in fen."""

    one: str
    two: str
    amount_fen: int
    rows: int


@dataclass(frozen=True)
class Purchasers:
    """A month's purchasers: those who bought for the first time in the year, and the others."""

    month: date
    new_purchasers: int
    repeat_purchasers: int
    new_fen: int
    repeat_fen: int


def purchases(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    columns: tuple[str, str],
    at: Times,
    unit: str | None = None,
    county: str | None = None,
) -> list[Flow]:
    """The purchases that the plan names by two columns of the form (or `month`), the largest first.

    They are the rows of the progress, and sum to its figures. Raises ValueError for a column that
    the form has not.
    """
    named = (("one", columns[0]), ("two", columns[1]), ("county", "county"))
    rows = _run(connection, "purchases", plan, named, at, unit, county)
    return [Flow(**row) for row in rows]


def purchasers(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    at: Times,
    unit: str | None = None,
    county: str | None = None,
) -> list[Purchasers]:
    """New and repeat purchasers, month by month."""
    named = (("purchaser", "purchaser"), ("county", "county"))
    rows = _run(connection, "purchasers", plan, named, at, unit, county)
    return [Purchasers(**row) for row in rows]


def _run(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    plan: Plan,
    columns: tuple[tuple[str, str], ...],
    at: Times,
    unit: str | None,
    county: str | None,
) -> list[Row]:
    indicators = tuple(map(plan.indicator, plan.shown.purchase_codes))
    if not indicators:
        return []
    slices = Slices(indicators, columns)
    bound: dict[str, Any] = {"form": indicators[0].form, "unit": unit, "county": county}
    return run(connection, name, plan, at.as_of, at.known_at, slices=slices, **bound)
