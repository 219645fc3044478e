"""How much is lacking and what it takes: one definition for bars, lists and sentences."""

from collections.abc import Iterable, Sequence

from kpi.engine.progress import Progress
from kpi.words.need import A_MONTH, whole
from kpi.words.numbers import decimal, is_counted
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND

CLOSED = "逾期"
NAMED = 3  # that a sentence names


def gap(row: Progress) -> float | None:
    """What one that is behind lacks, in its unit of measure: up to its pace, 225 - 86.8 = 138.2.

    Up to its target where the day is past or nothing is asked before it. None where nothing lacks.
    """
    goal = row.target if row.status == CLOSED or row.expected is None else row.expected
    if row.status not in BEHIND or goal is None:
        return None
    return max(goal - (row.actual or 0.0), 0.0)


def gap_words(row: Progress, uom: str) -> str:
    """差 138.2, of counts whole ones: 差 3, of shares points. Nothing where nothing lacks."""
    lacking = gap(row)
    points = " 点" if uom == "%" else ""
    return f"差 {lacked(lacking, uom)}{points}" if lacking else ""


def lacking(row: Progress, uom: str) -> str:
    """差 138.2 万元: what it lacks with its unit of measure; of shares, points."""
    words = gap_words(row, uom)
    return words if uom == "%" or not words else f"{words} {uom}"


def lacked(value: float, uom: str) -> str:
    """138.2 of money and shares; of what is counted the next whole one."""
    return decimal(whole(value), 0) if is_counted(uom) else decimal(value)


def widest_gap_first(rows: Iterable[Progress]) -> list[Progress]:
    """The entities of one indicator by what they lack; those that lack nothing as they near it."""
    return sorted(rows, key=lambda row: (-(gap(row) or 0.0), row.pace_gap_points or 0.0))


def need_words(row: Progress, uom: str) -> str:
    """What it takes from now on: 每月需 71.1 万元; of counts whole ones, 年底前还需 1 人.

    Nothing where nothing is needed or can be said.
    """
    need = row.need(uom)
    if need is None or need.figure <= 0:
        return ""
    much = f"{decimal(need.figure)} 点" if uom == "%" else need.amount
    return f"{'每月需' if need.words == A_MONTH else '年底前还需'} {much}"


def takes_words(row: Progress, uom: str) -> str:
    """每月需 71.1 万元, 年底前还需 1 人; where no month is asked of, 还差 4 份; else nothing."""
    missing = lacking(row, uom)
    return need_words(row, uom) or (f"还{missing}" if missing else "")


def widest_first(rows: Iterable[Progress]) -> list[Progress]:
    """Those behind of one indicator, who lacks most first; of those alike, the further behind."""
    return widest_gap_first(row for row in rows if row.status in BEHIND)


def who_is_behind(rows: Sequence[Progress], kind: str, uom: str) -> str | None:
    """9 个镇街落后，莘庄镇差 138.2 万元; None where nobody is behind."""
    behind = widest_first(rows)
    if not behind:
        return None
    missing = lacking(behind[0], uom)
    named = f"，{spoken(behind[0].entity)}{missing}" if missing else ""
    return f"{len(behind)} 个{kind}落后{named}"


def what_it_takes(rows: Sequence[Progress], uom: str, most: int = NAMED) -> str:
    """莘庄镇每月需 71.1 万元，另 6 个也需加快; empty where nobody is behind."""
    behind = widest_first(rows)
    parts = [
        f"{spoken(row.entity)}{words}" for row in behind[:most] if (words := takes_words(row, uom))
    ]
    others = len(behind) - most
    return "，".join([*parts, *([f"另 {others} 个也需加快"] if parts and others > 0 else [])])
