"""督办事项: matters that are followed up, and how each stands."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import duckdb

from kpi.engine.query import run
from kpi.plan import Indicator, Plan


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
class Tally:
    """How many matters of a unit, or of the meeting of a day, are in each state."""

    name: str
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


def beside_indicator(
    matters: Iterable[FollowUp], indicator: Indicator, unit: str | None = None
) -> list[FollowUp]:
    """Those that name the indicator, or its task by number; of one unit, or of all (None)."""
    unit_matters = (m for m in matters if unit in (None, m.unit))
    return [m for m in unit_matters if indicator.name in m.matter or _names_task(m, indicator.task)]


def beside_task(
    matters: Iterable[FollowUp], plan: Plan, task: int, unit: str | None = None
) -> list[FollowUp]:
    """Those that name the task by number, or one of its indicators."""
    names = [i.name for i in plan.indicators if i.task == task]
    unit_matters = (m for m in matters if unit in (None, m.unit))
    return [
        m for m in unit_matters if _names_task(m, task) or any(name in m.matter for name in names)
    ]


def beside_area(matters: Iterable[FollowUp], plan: Plan, area: str) -> list[FollowUp]:
    """Those that name a task of the area, or one of its indicators."""
    tasks = [task.task for task in plan.tasks if task.area == area]
    return [m for m in matters if any(beside_task([m], plan, task) for task in tasks)]


def _names_task(matter: FollowUp, task: int) -> bool:
    # the task's number, not as the start of a longer one: “任务 1 推进会” for 1, not “任务12”
    return re.search(rf"任务\s*{task}(?!\d)", matter.matter) is not None


def by_unit(matters: Iterable[FollowUp]) -> list[Tally]:
    """The units with most overdue matters first."""
    tallies = [_tally(unit, states) for unit, states in _states(matters, "unit").items()]
    return sorted(tallies, key=lambda t: (-t.overdue, -t.open, t.name))


def by_meeting(matters: Iterable[FollowUp]) -> list[Tally]:
    """Matters by the day on which they were decided, which is a meeting's; the newest first."""
    days = sorted(_states(matters, "decided_on").items(), reverse=True)
    return [_tally(f"{d.year}年{d.month}月{d.day}日", states) for d, states in days]


def _states(
    matters: Iterable[FollowUp], by: Literal["unit", "decided_on"]
) -> dict[Any, Counter[str]]:
    states: dict[Any, Counter[str]] = {}
    for matter in matters:
        states.setdefault(getattr(matter, by), Counter())[matter.state] += 1
    return states


def _tally(name: str, states: Counter[str]) -> Tally:
    return Tally(name, states["办结"], states["超期办结"], states["超期"], states["在办"])
