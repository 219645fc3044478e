"""Who owes which report, and what became of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import duckdb

from kpi.engine.query import run
from kpi.plan import Plan

NAMED = 4  # units that a title names before it counts them


@dataclass(frozen=True)
class Report:
    """A report that is owed; `state` is 按时, 补报, 未报 or 未到期; moments are UTC."""

    form: str
    unit: str
    month: date
    due_on: date
    received_at: datetime | None
    state: str


def reports(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
) -> list[Report]:
    """Every report owed for a month that has begun by `as_of`, by form, unit and month."""
    return [Report(**row) for row in run(connection, "reports", plan, as_of, known_at)]


def received_of(reports: Iterable[Report], as_of: date) -> tuple[int, int]:
    """Of the reports that were due by the end of a day, how many are in, and how many were due."""
    due = [r for r in reports if r.due_on <= as_of]
    return sum(r.received_at is not None for r in due), len(due)


def month_finding(reports: Iterable[Report], as_of: date) -> str:
    """Who has not reported for a month, in a sentence: 应报 3 份，1 份未报：莘庄镇."""
    all_reports = list(reports)
    due = [r for r in all_reports if r.due_on <= as_of]
    if not due:
        return f"{len(all_reports)} 份报表都还没有到期"
    missing = list(dict.fromkeys(r.unit for r in due if r.state == "未报"))
    late = sum(r.state == "补报" for r in due)
    caught_up = f"（其中 {late} 份补报）" if late else ""
    if not missing:
        return f"应报 {len(due)} 份，全部收到{caught_up}"
    owed = sum(r.state == "未报" for r in due)
    names = "、".join(missing[:NAMED]) + (f"等 {len(missing)} 家" if len(missing) > NAMED else "")
    return f"应报 {len(due)} 份，收到 {len(due) - owed} 份{caught_up}，{owed} 份未报：{names}"


def month_states(reports: Iterable[Report], form: str, unit: str | None) -> dict[date, str]:
    """Of each month for which a form is owed: 已报 as soon as one is in, else 未报送 or 未到期.

    `unit`: whose reports, None for those of all.
    """
    states: dict[date, set[str]] = {}
    for report in reports:
        if report.form == form and unit in (None, report.unit):
            state = "未到期" if report.state == "未到期" else "未报送"
            states.setdefault(report.month, set()).add("已报" if report.received_at else state)
    order = ("已报", "未报送", "未到期")
    return {month: min(some, key=order.index) for month, some in states.items()}


@dataclass(frozen=True)
class Discipline:
    """Of a unit's (or a form's) reports that are due: in time, caught up late, missing."""

    name: str
    due: int
    on_time: int
    late: int
    missing: int

    @property
    def on_time_rate(self) -> float:
        """0-1; what was caught up late is not in time for good."""
        return self.on_time / self.due


def discipline(
    reports: Iterable[Report], as_of: date, by: Literal["unit", "form"]
) -> list[Discipline]:
    """On-time rates over the reports due by a day, the lowest first; none where none is due."""
    states: dict[str, Counter[str]] = {}
    for report in reports:
        if report.due_on <= as_of:
            states.setdefault(getattr(report, by), Counter())[report.state] += 1
    disciplines = [
        Discipline(name, c.total(), c["按时"], c["补报"], c["未报"]) for name, c in states.items()
    ]
    return sorted(disciplines, key=lambda d: (d.on_time_rate, -d.missing, d.name))
