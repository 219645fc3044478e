"""Two moments of the year against each other: which figures moved, and what moved them."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from kpi.engine.progress import Progress, progress_of
from kpi.engine.query import Row, run
from kpi.engine.rollups import entities_within
from kpi.engine.times import Times
from kpi.plan import Indicator, Plan
from kpi.trace.contributions import Contributions, contributions, moved_by


@dataclass(frozen=True)
class Submission:
    submission_id: int
    file_name: str
    received_at: datetime


@dataclass(frozen=True)
class Move:
    """A figure before and after (None: there was no such row); none moved it: time alone did."""

    indicator: str
    entity: str
    level: str
    before: Progress | None
    after: Progress | None
    submissions: tuple[Submission, ...]


@dataclass(frozen=True)
class _Side:
    rows: dict[tuple[str, str], Row]
    behind: Contributions


def compare(connection: duckdb.DuckDBPyConnection, plan: Plan, a: Times, b: Times) -> list[Move]:
    """Every row whose actual, target or status differs, in the order of the progress table."""
    before, after = _side(connection, plan, a), _side(connection, plan, b)
    known = _submissions(connection, plan, a, b)
    moves = []
    for key in after.rows.keys() | before.rows.keys():
        if _figures(before.rows.get(key)) != _figures(after.rows.get(key)):
            numbers = _movers(plan, key, before, after)
            moves.append(_move(key, before, after, tuple(known[n] for n in sorted(numbers))))
    order = {key: n for n, key in enumerate([*after.rows, *before.rows])}
    return sorted(moves, key=lambda m: order[m.indicator, m.entity])


def _side(connection: duckdb.DuckDBPyConnection, plan: Plan, at: Times) -> _Side:
    rows = run(connection, "progress", plan, at.as_of, at.known_at)
    behind = contributions(connection, plan, at.as_of, at.known_at)
    return _Side({(row["indicator"], row["entity"]): row for row in rows}, behind)


def _submissions(
    connection: duckdb.DuckDBPyConnection, plan: Plan, a: Times, b: Times
) -> dict[int, Submission]:
    submissions = [
        Submission(**row)
        for at in (a, b)
        for row in run(connection, "submissions", plan, at.as_of, at.known_at)
    ]
    return {submission.submission_id: submission for submission in submissions}


def _figures(row: Row | None) -> tuple[object, ...] | None:
    return (row["actual"], row["target"], row["status"]) if row else None


def _movers(plan: Plan, key: tuple[str, str], before: _Side, after: _Side) -> set[int]:
    """What moved a row: whatever moved one of the entities that it sums up, or their targets."""
    indicator = plan.indicator(key[0])
    members = {m for side in (before, after) for m in _members(plan, indicator, key[1], side)}
    numbers: set[int] = set()
    for member in members:
        figure = (key[0], member)
        numbers |= moved_by(indicator.form, figure, before.behind, after.behind)
        numbers |= _quota(before, figure) ^ _quota(after, figure)
    return numbers | (_quota(before, key) ^ _quota(after, key))


def _members(plan: Plan, indicator: Indicator, entity: str, side: _Side) -> list[str]:
    own = [e for (code, e), row in side.rows.items() if code == indicator.code and _is_own(row)]
    return entities_within(indicator, plan, entity, own)


def _is_own(row: Row) -> bool:
    return bool(row["level"] == "entity")


def _quota(side: _Side, key: tuple[str, str]) -> set[int]:
    """The submission that a row's target came by; none for the plan's own."""
    number = side.rows[key]["quota_submission_id"] if key in side.rows else None
    return set() if number is None else {number}


def _move(
    key: tuple[str, str], before: _Side, after: _Side, submissions: tuple[Submission, ...]
) -> Move:
    was, now = before.rows.get(key), after.rows.get(key)
    level = str((now or was or {})["level"])
    return Move(
        key[0],
        key[1],
        level,
        progress_of(was) if was else None,
        progress_of(now) if now else None,
        submissions,
    )
