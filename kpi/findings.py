"""Sentences that say what the figures mean: the titles of pages and charts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL, TOTAL_SUFFIX
from kpi.gap import who_is_behind
from kpi.plan import Indicator
from kpi.plan.models import DISTRICT
from kpi.words.numbers import decimal
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND, ON_PACE, STATUSES

MOST = 6  # of the worst, as many as are seen at a glance


def district_rows(rows: Iterable[Progress]) -> list[Progress]:
    """One row an indicator: the district's own, or the roll-up over its entities."""
    return [row for row in rows if row.entity in (DISTRICT, TOTAL)]


def most_urgent_first(rows: Iterable[Progress]) -> list[Progress]:
    """By status, then by the gap to the pace, the widest first."""
    return sorted(rows, key=lambda r: (STATUSES[r.status].urgency, r.pace_gap_points or 0.0))


def overall_finding(rows: Sequence[Progress]) -> str:
    """The quarter in a sentence, from the districts' rows of all indicators."""
    return f"{len(rows)} 项指标：{_counts(rows, '项')}"


def urgent_finding(rows: Sequence[Progress], first: str, *, brief: bool = False) -> str:
    """Who is behind before all else, and who most: 45 项指标：2 项滞后，9 项逾期；最急的是…

    Where nobody is behind, or none can be called by name (`first`), how all of them stand. `brief`:
    how many are behind in one, where the counts by status stand beside it.
    """
    late = sum(row.status in BEHIND for row in rows)
    if not first or not late:
        return overall_finding(rows)
    if brief:
        return f"{len(rows)} 项指标中 {late} 项落后或逾期，最急的是{first}"
    counts = behind_counts((row.status for row in rows), "项")
    return f"{len(rows)} 项指标：{counts}；最急的是{first}"


def entity_finding(rows: Sequence[Progress], kind: str) -> str:
    """How the entities of one indicator stand and who is furthest behind."""
    sentence = f"{len(rows)} 个{kind}中，{_counts(rows, '个')}"
    paced = [row for row in rows if row.status in BEHIND and row.pace_gap_points is not None]
    if not paced:
        return sentence
    last = min(paced, key=lambda row: row.pace_gap_points or 0.0)
    gap = decimal(-(last.pace_gap_points or 0))
    return f"{sentence}；差距最大的是{spoken(last.entity)}，落后 {gap} 个百分点"


# what the entities of an indicator are called together, by their kind in the plan
KINDS = {
    "subdistrict_or_town": "镇街",
    **dict.fromkeys(("county", "yunnan_county", "key_county"), "县"),
    "project": "项目",
    **dict.fromkeys(("reporting_unit", "member_unit", "budget_unit"), "单位"),
}


def row_finding(row: Progress) -> str:
    """莘庄镇滞后，完成 52.7%，序时 75.0%，…."""
    return f"{spoken(row.entity)}{row.status}，{row.reason}"


def gap_finding(rows: Sequence[Progress], indicator: Indicator) -> str:
    """9 个镇街落后，莘庄镇差 138.2 万元; where nobody is behind, how all of them stand."""
    kind = KINDS.get(indicator.entity, "对象")
    standing = f"{len(rows)} 个{kind}，{_counts(rows, '个')}"
    return who_is_behind(rows, kind, indicator.uom) or standing


def by_status(rows: Iterable[Progress]) -> dict[str, int]:
    """How many are in each status that occurs, the most urgent first."""
    counts = Counter(row.status for row in rows)
    return {word: counts[word] for word in STATUSES if counts[word]}


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
    """The entities of an indicator that are behind, the furthest first."""

    indicator: str
    rows: tuple[Progress, ...]


def behind(rows: Iterable[Progress]) -> list[Progress]:
    """Whoever is behind, the furthest first; last those whose day is past where no pace says how
    far. A unit's reports over the months stand there as one, 莘庄镇（合计）.
    """
    known = list(rows)
    reporters = {(r.indicator, _reporter(r)) for r in known if _reporter(r)}
    own = (
        row
        for row in known
        if (row.level == "entity" and not _reporter(row))
        or (row.indicator, row.entity.removesuffix(TOTAL_SUFFIX)) in reporters
    )
    return sorted((row for row in own if row.status in BEHIND), key=_how_far)


def worst(rows: Iterable[Progress], most: int = MOST) -> list[Progress]:
    """Of those that `behind` gives the first few that can be called by name: not the district."""
    return [row for row in rows if row.entity != DISTRICT][:most]


def laggards(rows: Iterable[Progress]) -> list[Laggards]:
    """Those that `behind` gives by indicator, the one with the widest gap first."""
    groups: dict[str, list[Progress]] = {}
    for row in rows:
        groups.setdefault(row.indicator, []).append(row)
    return [Laggards(code, tuple(entity_rows)) for code, entity_rows in groups.items()]


def _reporter(row: Progress) -> str:
    """莘庄镇 of 莘庄镇@2022-07; nothing where the entity is no report."""
    return row.entity.rpartition("@")[0] if row.level == "entity" else ""


def _how_far(row: Progress) -> tuple[bool, float]:
    """By points behind the pace, then by the share of what was due that is lacking."""
    if row.pace_gap_points is None:
        return True, (row.rate or 0.0) - 1
    return False, row.pace_gap_points
