"""What a submission did to the indicators: their figures just before and just after it came."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import duckdb

from kpi.engine.progress import Progress, progress
from kpi.plan import Plan
from kpi.plan.entities import last_day_of


class NoEffectError(Exception):
    """The submission was not accepted, or is not there; the text says so."""


@dataclass(frozen=True)
class Effect:
    """A figure that a submission moved: what was done, or what is to be done (a new quota)."""

    indicator: str
    entity: str
    figure: str  # actual | target
    before: float | None
    after: float | None


def effect(connection: duckdb.DuckDBPyConnection, plan: Plan, submission_id: int) -> list[Effect]:
    """Every figure that differs, at the end of the newest month of which the submission speaks.

    Just before and just after are moments: submissions received in the same microsecond (a folder
    loaded with one `--received-at`) are told together. Raises NoEffectError.
    """
    month, received_at = _when(connection, submission_id)
    as_of = min(last_day_of(month), plan.last_day)
    before = progress(connection, plan, as_of, received_at - timedelta(microseconds=1))
    after = progress(connection, plan, as_of, received_at)
    known = {(row.indicator, row.entity, row.level): row for row in before}
    return [
        difference
        for row in after
        for difference in _differences(known.get((row.indicator, row.entity, row.level)), row)
    ]


def newest_month(connection: duckdb.DuckDBPyConnection, submission_id: int) -> date:
    """The newest month of which a submission speaks, and its year's plan. Raises NoEffectError."""
    return _when(connection, submission_id)[0]


def _when(connection: duckdb.DuckDBPyConnection, submission_id: int) -> tuple[date, datetime]:
    """The newest month of which a submission speaks, and the moment at which it came (UTC)."""
    row = connection.execute(
        """
        select max(c.month), any_value(s.received_at)
        from coverage as c
        inner join submissions as s using (submission_id)
        where c.submission_id = $submission_id
        """,
        {"submission_id": submission_id},
    ).fetchone()
    if row is None or row[0] is None:
        raise NoEffectError(f"没有第 {submission_id} 号已接收的报送")
    return row[0], row[1]


def _differences(before: Progress | None, after: Progress) -> list[Effect]:
    return [
        Effect(after.indicator, after.entity, figure, was, now)
        for figure in ("actual", "target")
        if (was := getattr(before, figure, None)) != (now := getattr(after, figure))
    ]
