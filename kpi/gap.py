"""How much is lacking: one definition for bars, lists and sentences."""

from collections.abc import Iterable

from kpi.engine.progress import Progress
from kpi.words.need import A_MONTH, SHARES, whole
from kpi.words.numbers import decimal
from kpi.words.statuses import BEHIND

CLOSED = "逾期"


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
    return decimal(value) if uom in SHARES else decimal(whole(value), 0)


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
