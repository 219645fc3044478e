"""How much is lacking: one definition for bars, lists and sentences."""

from kpi.engine.progress import Progress
from kpi.words.numbers import amount, decimal
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
    """Nobody trains a third of a man: what lacks of a count is the next whole one."""
    if uom in ("万元", "%"):
        return decimal(value)
    # a hair above a whole number is what dividing left over
    return decimal(-(-round(value, 6) // 1), 0)


def need_words(row: Progress, uom: str) -> str:
    """What it takes from now on: 每月需 71.1 万元; of counts whole ones, 年底前还要 1 人.

    Nothing where no month is left or nothing is asked by month.
    """
    monthly = row.needed_per_month
    if monthly is None:
        return ""
    if uom in ("万元", "%"):
        return f"每月需 {amount(monthly, uom)}"
    if monthly < 1:
        missing = (row.target or 0.0) - (row.actual or 0.0)
        return f"年底前还要 {lacked(missing, uom)} {uom}"
    return f"每月需 {lacked(monthly, uom)} {uom}"
