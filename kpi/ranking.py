"""Who stands where among all of a kind, and what one is good at and lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.plan.models import DISTRICT

MOST = 3


@dataclass(frozen=True)
class Rank:
    """A place among `of`; those alike share one, and the next place is left out: 1, 2, 2, 4."""

    place: int
    of: int


def ranks(rows: Iterable[Progress]) -> dict[tuple[str, str], Rank]:
    """The place of each indicator and entity by its rate, the highest first; none without a rate.

    The rate, not the sum: quotas differ, and each is asked for its own.
    """
    rates: dict[str, dict[str, float]] = {}
    for row in rows:
        if row.level == "entity" and row.entity != DISTRICT and row.rate is not None:
            rates.setdefault(row.indicator, {})[row.entity] = row.rate
    return {
        (code, entity): Rank(1 + sum(other > rate for other in by_entity.values()), len(by_entity))
        for code, by_entity in rates.items()
        for entity, rate in by_entity.items()
    }


def strengths(rows: Iterable[Progress], most: int = MOST) -> list[Progress]:
    """The indicators furthest ahead of their pace, or on it, the furthest first."""
    ahead = [row for row in rows if row.pace_gap_points is not None and row.pace_gap_points >= 0]
    return sorted(ahead, key=lambda row: -(row.pace_gap_points or 0.0))[:most]


def gaps(rows: Iterable[Progress], most: int = MOST) -> list[Progress]:
    """The indicators furthest behind their pace, the furthest first."""
    behind = [row for row in rows if row.pace_gap_points is not None and row.pace_gap_points < 0]
    return sorted(behind, key=lambda row: row.pace_gap_points or 0.0)[:most]
