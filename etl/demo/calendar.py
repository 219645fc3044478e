"""When each report arrives: most before the 25th of the month after, some late, some together."""

from datetime import date, datetime, timedelta

from etl.demo.draw import LOCKDOWN, YEAR, Draw, works
from etl.demo.report import Report
from kpi.plan.moments import parse_moment

DUE_DAY = 25
QUARTER_ENDS = (3, 6, 9, 12)
# Before a quarterly meeting most are in a hurry; the rest come when they come.
HURRIED = 0.82
LATE = 0.04
LATE_IN_LOCKDOWN = 0.35


def arrival(report: Report, seed: int) -> datetime:
    """The moment at which a report is received, in UTC."""
    draw = Draw(seed, "arrival", report.form, report.unit, report.last)
    if all(row.get("kind") == "年度计划上报" for row in report.rows):
        day: date = report.rows[0]["held_on"] + timedelta(days=1)
    else:
        day = _day(report, draw)
    while not works(day):
        day += timedelta(days=1)
    return at(day, draw)


def _day(report: Report, draw: Draw) -> date:
    year, month = (YEAR, report.last + 1) if report.last < 12 else (YEAR + 1, 1)
    is_late = draw.random() < (LATE_IN_LOCKDOWN if report.last + 1 in LOCKDOWN else LATE)
    if is_late:
        return date(year, month, DUE_DAY) + timedelta(days=draw.randint(2, 14))
    if report.last in QUARTER_ENDS and draw.random() < HURRIED:
        return date(year, month, draw.randint(8 if month == 10 else 5, 11))
    return date(year, month, draw.randint(8, 22))


def at(day: date, draw: Draw) -> datetime:
    return parse_moment(f"{day}T{draw.randint(9, 17):02d}:{draw.randint(0, 59):02d}")
