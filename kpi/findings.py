"""Sentences that say what the figures mean: the titles of pages and charts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL
from kpi.plan.models import DISTRICT
from kpi.words.numbers import decimal
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND, ON_PACE, STATUSES


def district_rows(rows: Iterable[Progress]) -> list[Progress]:
    """One row an indicator: the district's own, or the roll-up over its entities."""
    return [row for row in rows if row.entity in (DISTRICT, TOTAL)]


def most_urgent_first(rows: Iterable[Progress]) -> list[Progress]:
    """By status, then by the gap to the pace, the widest first."""
    return sorted(rows, key=lambda r: (STATUSES[r.status].urgency, r.pace_gap_points or 0.0))


def overall_finding(rows: Sequence[Progress]) -> str:
    """The quarter in a sentence, from the districts' rows of all indicators."""
    return f"{len(rows)} 项指标：{_counts(rows, '项')}"


def entity_finding(rows: Sequence[Progress], kind: str) -> str:
    """How the entities of one indicator stand and who is furthest behind."""
    sentence = f"{len(rows)} 个{kind}中，{_counts(rows, '个')}"
    paced = [row for row in rows if row.status in BEHIND and row.pace_gap_points is not None]
    if not paced:
        return sentence
    last = min(paced, key=lambda row: row.pace_gap_points or 0.0)
    gap = decimal(-(last.pace_gap_points or 0))
    return f"{sentence}；差距最大的是{spoken(last.entity)}，落后 {gap} 个百分点"


def behind_counts(statuses: Iterable[str], counter: str) -> str:
    """6 项滞后，3 项严重滞后，1 项逾期: how many are in each state of being behind; 没有落后的."""
    counts = Counter(statuses)
    phrases = [f"{counts[s]} {counter}{s}" for s in reversed(BEHIND) if counts[s]]
    return "，".join(phrases) or "没有落后的"


def _counts(rows: Sequence[Progress], counter: str) -> str:
    """The number of rows in each state that occurs, in words."""
    counts = Counter(row.status for row in rows)
    groups = {
        "已完成": ("已完成",),
        "达到序时": ON_PACE,
        "滞后": ("滞后",),
        "严重滞后": ("严重滞后",),
        "逾期": ("逾期",),
        "未报送": ("未报送",),
        "未到期": ("未到期",),
        "待下达": ("待下达",),
    }
    phrases = [
        f"{number} {counter}{name}"
        for name, words in groups.items()
        if (number := sum(counts[word] for word in words))
    ]
    return "，".join(phrases)


@dataclass(frozen=True)
class Laggards:
    """The entities of an indicator that are behind its pace, the furthest first."""

    indicator: str
    rows: tuple[Progress, ...]


def laggards(rows: Iterable[Progress]) -> list[Laggards]:
    """Who is behind and by how much, the indicator with the widest gap first."""
    behind: dict[str, list[Progress]] = {}
    for row in rows:
        if row.level == "entity" and row.status in BEHIND and row.pace_gap_points is not None:
            behind.setdefault(row.indicator, []).append(row)
    groups = [
        Laggards(code, tuple(sorted(entity_rows, key=lambda r: r.pace_gap_points or 0.0)))
        for code, entity_rows in behind.items()
    ]
    return sorted(groups, key=lambda group: group.rows[0].pace_gap_points or 0.0)
