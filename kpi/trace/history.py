"""An indicator through the year: its progress at each month's end, by the one query."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import duckdb

from kpi.engine.parameters import paces
from kpi.engine.progress import Progress, progress_of
from kpi.engine.query import run
from kpi.plan import Indicator, Plan
from kpi.plan.entities import last_day_of
from kpi.words.statuses import BEHIND

Point = tuple[date, Progress]


def history(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    as_of: date,
    known_at: datetime | None = None,
) -> list[Point]:
    """Every row of an indicator at each month's end up to `as_of`, and at `as_of`."""
    return _points(connection, plan, as_of, known_at, indicator)


def histories(
    connection: duckdb.DuckDBPyConnection, plan: Plan, as_of: date, known_at: datetime | None = None
) -> dict[str, list[Point]]:
    """The same of every indicator, by code; all of them at a day cost little more than one."""
    points: dict[str, list[Point]] = {indicator.code: [] for indicator in plan.indicators}
    for day, row in _points(connection, plan, as_of, known_at, None):
        points[row.indicator].append((day, row))
    return points


def courses(points: Iterable[Point]) -> dict[str, list[Point]]:
    """An indicator's points by whose they are, each through the year."""
    by_entity: dict[str, list[Point]] = {}
    for day, row in points:
        by_entity.setdefault(row.entity, []).append((day, row))
    return by_entity


def fell_behind(courses: Iterable[Sequence[Point]]) -> list[Progress]:
    """Those behind now that were not at the end of the month before."""
    pairs = (course[-2:] for course in courses if len(course) > 1)
    return [
        now
        for (_, before), (_, now) in pairs
        if now.status in BEHIND and before.status not in BEHIND
    ]


Course = tuple[float | None, ...]  # a figure at each month's end, from the plan's first month on


def all_courses(
    connection: duckdb.DuckDBPyConnection, plan: Plan, as_of: date, known_at: datetime | None = None
) -> dict[tuple[str, str], Course]:
    """Every figure's course up to `as_of`, by indicator and entity: all asked for at once, without
    the sentences that `histories` has.
    """
    days = list(_days(plan.first_day, as_of))
    found: dict[tuple[str, str], dict[date, float | None]] = {}
    for row in run(connection, "progress", plan, as_of, known_at, paces=paces(plan, days)):
        found.setdefault((row["indicator"], row["entity"]), {})[row["as_of"]] = row["actual"]
    return {key: tuple(by_day.get(day) for day in days) for key, by_day in found.items()}


def _points(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    as_of: date,
    known_at: datetime | None,
    alone: Indicator | None,
) -> list[Point]:
    # planning a query costs more than a day of it, so that all days are asked for at once
    days = list(_days(plan.first_day, as_of))
    asked = plan.model_copy(update={"indicators": (alone,)}) if alone else plan
    through = paces(asked, days)
    rows = run(connection, "progress", plan, as_of, known_at, alone=alone, paces=through)
    return [(row["as_of"], progress_of(row)) for row in rows]


def _days(first: date, as_of: date) -> Iterator[date]:
    months = (date(first.year, month, 1) for month in range(first.month, as_of.month + 1))
    yield from (min(last_day_of(month), as_of) for month in months)
