"""督办事项: matters that are followed up, and how each stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from kpi.plan import Plan
from kpi.query import run


@dataclass(frozen=True)
class FollowUp:
    """The newest row of a matter; `state`: 办结, 超期办结, 超期 or 在办."""

    matter_no: str
    matter: str
    unit: str
    decided_on: date
    due_on: date
    done_on: date | None
    progress: str | None
    state: str
    submission_id: int
    sheet: str
    row: int


@dataclass(frozen=True)
class UnitFollowUps:
    """How many matters of a unit are in each state."""

    unit: str
    done: int
    done_late: int
    overdue: int
    open: int


def follow_ups(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
) -> list[FollowUp]:
    """Every matter decided on by a day, the first due first.

    As everywhere, a day that is due is over at its own end: then what is not done is overdue.
    """
    return [FollowUp(**row) for row in run(connection, "follow_ups", plan, as_of, known_at)]


def by_unit(matters: Iterable[FollowUp]) -> list[UnitFollowUps]:
    """The units with most overdue matters first."""
    states: dict[str, Counter[str]] = {}
    for matter in matters:
        states.setdefault(matter.unit, Counter())[matter.state] += 1
    found = [
        UnitFollowUps(unit, c["办结"], c["超期办结"], c["超期"], c["在办"])
        for unit, c in states.items()
    ]
    return sorted(found, key=lambda u: (-u.overdue, -u.open, u.unit))
