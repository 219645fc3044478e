"""Two editions against each other, by what was frozen: figures, rules, and submissions."""

from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.engine.times import Times
from kpi.engine.warehouse import Connection
from kpi.plan import Plan
from kpi.trace.compare import Move, compare
from report.editions.plan_changes import plan_changes
from report.editions.shelf import Edition
from report.meeting.meeting import Meeting

Key = tuple[str, str]


@dataclass(frozen=True)
class Comparison:
    """Every figure that moved with the submissions that moved it; what changed in the plan, in
    sentences; and the plan that names the indicators of both.
    """

    moves: tuple[Move, ...]
    plan_changes: tuple[str, ...]
    plan: Plan

    @property
    def otherwise(self) -> str:
        """Why a figure moved that no submission moved."""
        return "时间推移，或上列计划改动" if self.plan_changes else "只因时间推移"


def compare_editions(connection: Connection, one: Edition, two: Edition) -> Comparison:
    """The frozen figures of two editions; the warehouse only tells which submissions moved them.

    Raises EditionError where an edition was changed.
    """
    before, after = one.meeting(), two.meeting()
    plan = _both(before.plan, after.plan)
    computed = compare(connection, after.plan, _times(before), _times(after))
    submissions = {(move.indicator, move.entity): move.submissions for move in computed}
    was, now = _by_key(before), _by_key(after)
    moves = tuple(
        Move(
            *key,
            (now.get(key) or was[key]).level,
            was.get(key),
            now.get(key),
            submissions.get(key, ()),
        )
        for key in [*now, *(k for k in was if k not in now)]
        if _figures(was.get(key)) != _figures(now.get(key))
    )
    return Comparison(moves, tuple(plan_changes(before.plan, after.plan)), plan)


def _both(before: Plan, after: Plan) -> Plan:
    """The later plan, with the indicators that it no longer has, so that all can be named."""
    codes = {indicator.code for indicator in after.indicators}
    dropped = tuple(i for i in before.indicators if i.code not in codes)
    return (
        after.model_copy(update={"indicators": (*after.indicators, *dropped)}) if dropped else after
    )


def _times(meeting: Meeting) -> Times:
    return Times(meeting.as_of, meeting.known_at)


def _by_key(meeting: Meeting) -> dict[Key, Progress]:
    return {(row.indicator, row.entity): row for row in meeting.rows}


def _figures(row: Progress | None) -> tuple[object, ...] | None:
    return (row.actual, row.target, row.status) if row else None
