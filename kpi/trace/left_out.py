"""The rows that a reader would look for in a figure, and that its rule does not count."""

from dataclasses import dataclass

import duckdb

from kpi.engine.query import Row, run
from kpi.engine.rollups import TOTAL
from kpi.engine.times import Times
from kpi.plan import Indicator, Plan
from kpi.plan.facts import NO_LABELS, left_out_of
from kpi.plan.models import DISTRICT

MOST = 100  # a list to look at, not to page through


@dataclass(frozen=True)
class LeftOut:
    """How many rows are left out, and the first of them, whole and with their source."""

    count: int
    rows: tuple[Row, ...]


def left_out(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    indicator: Indicator,
    at: Times,
    entity: str | None = None,
) -> LeftOut:
    """What is of an indicator's matter but does not count, for `only` does not hold of it.

    A 联席会议 that a town hosts is such a row: it is told beside the figure, so that nobody has to
    guess where it went. Of the whole district: also what is nobody's.
    """
    if indicator.source == "submissions" or indicator.only is None:
        return LeftOut(0, ())
    parts: dict[str, object] = {
        "facts": (left_out_of(indicator),),
        "labels": f"{NO_LABELS}, t.rowid as place",
        "form": indicator.form,
    }
    whose = None if entity in (TOTAL, DISTRICT) else entity
    rows = run(
        connection,
        "left_out",
        plan,
        at.as_of,
        at.known_at,
        parts,
        alone=indicator,
        entity=whose,
        most=MOST,
    )
    return LeftOut(rows[0]["rows_in_all"] if rows else 0, tuple(rows))
