"""When each report arrives: most before the 25th of the month after, some late, some together."""

from datetime import date, datetime, timedelta

from etl.demo.draw import LOCKDOWN, YEAR, Draw, works
from etl.demo.report import Report
from kpi.moments import parse_moment

DUE_DAY = 25
QUARTER_ENDS = (3, 6, 9, 12)
# Before a quarterly meeting most are in a hurry; the rest come when they come.
HURRIED = 0.82
LATE = 0.04
# Without these the quarter's headline would be empty: they are in time.
PUNCTUAL = ("区经委", "区总工会", "区财政局")
IN_THE_FIELD = ("援滇保山小组", "援滇昭通小组", "援疆泽普分指")
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
    if draw.random() < _chance_of_delay(report):
        return date(year, month, DUE_DAY) + timedelta(days=draw.randint(2, 14))
    if report.last in QUARTER_ENDS and (draw.random() < HURRIED or report.unit in PUNCTUAL):
        return date(year, month, draw.randint(8 if month == 10 else 5, 11))
    return date(year, month, draw.randint(8, 22))


def _chance_of_delay(report: Report) -> float:
    if report.unit in PUNCTUAL:
        return 0.0
    locked = report.last + 1 in LOCKDOWN and report.unit not in IN_THE_FIELD
    return LATE_IN_LOCKDOWN if locked else LATE


def at(day: date, draw: Draw) -> datetime:
    return parse_moment(f"{day}T{draw.randint(9, 17):02d}:{draw.randint(0, 59):02d}")
