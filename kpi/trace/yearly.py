"""同比: the same indicator and entity in two years, on the same day of each."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from kpi.engine.progress import Progress, progress
from kpi.plan import Plan
from kpi.plan.entities import MONTHS_PER_PERIOD
from kpi.words.numbers import signed


@dataclass(frozen=True)
class YearOnYear:
    """A figure in two years; `growth` is 0.25 for a quarter more, None from nothing or negative."""

    indicator: str
    entity: str
    this: Progress
    last: Progress
    growth: float | None


def same_day_before(day: date) -> date:
    """The same day a year earlier; 29 February is the 28th."""
    last = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))


def years_compared(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    last_plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
) -> list[YearOnYear]:
    """Both years from one store, on the same day of each, as known at the same moment."""
    rows = progress(connection, plan, as_of, known_at)
    before = progress(connection, last_plan, same_day_before(as_of), known_at)
    return year_on_year(plan, rows, last_plan, before)


def growth_text(pair: YearOnYear) -> str:
    """+25.0% or -3.1%; – where there is nothing to compare with."""
    return "–" if pair.growth is None else f"{signed(pair.growth * 100)}%"


def year_on_year(
    plan: Plan, rows: Iterable[Progress], last_plan: Plan, last_rows: Iterable[Progress]
) -> list[YearOnYear]:
    """Rows that both years have: the same code, unit of measure and entity, in this year's order.

    Quarters and months are paired by their place in the year. Whether a rule changed between the
    years the plans do not say: the reader sees both rules.
    """
    before = {_key(last_plan, row): row for row in last_rows}
    pairs = ((row, before.get(_key(plan, row))) for row in rows)
    return [_pair(row, last) for row, last in pairs if last is not None]


def _key(plan: Plan, row: Progress) -> tuple[str, str, str, str]:
    indicator = plan.indicator(row.indicator)
    dated = indicator.entity in MONTHS_PER_PERIOD or indicator.source == "submissions"
    # the year before a month or a quarter, which each year has: 2022-Q1 gives Q1
    entity = re.sub(rf"\b{plan.year}-", "", row.entity) if dated else row.entity
    return row.indicator, indicator.uom, row.level, entity


def _pair(row: Progress, last: Progress) -> YearOnYear:
    before = last.actual or 0.0
    growth = row.actual / before - 1 if row.actual is not None and before > 0 else None
    return YearOnYear(row.indicator, row.entity, row, last, growth)
