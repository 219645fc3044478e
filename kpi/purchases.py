"""消费协作: the way of the money, from who bought to where it went."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from kpi.breakdown import label_sql
from kpi.headlines import PURCHASES
from kpi.plan import Plan
from kpi.query import run
from kpi.times import Times


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
    """The purchases ①-③ by two columns of the form (or `month`), the largest first.

    They are the rows of the progress, and sum to its figures. Raises ValueError for a column that
    the form has not.
    """
    one, two = (label_sql(connection, "purchase", column) for column in columns)
    bound: dict[str, Any] = {"unit": unit, "county": county}
    parts = {"one": one, "two": two}
    found = run(connection, "purchases", _alone(plan), at.as_of, at.known_at, parts, **bound)
    return [Flow(**row) for row in found]


def purchasers(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    at: Times,
    unit: str | None = None,
    county: str | None = None,
) -> list[Purchasers]:
    """New and repeat purchasers, month by month."""
    alone = _alone(plan)
    known_at = at.known_at
    found = run(connection, "purchasers", alone, at.as_of, known_at, unit=unit, county=county)
    return [Purchasers(**row) for row in found]


def _alone(plan: Plan) -> Plan:
    mine = tuple(i for i in plan.indicators if i.code in PURCHASES)
    return plan.model_copy(update={"indicators": mine})
