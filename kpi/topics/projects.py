"""援建项目: each municipal or district project with its two rates and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from kpi.engine.progress import Progress
from kpi.engine.query import Row
from kpi.engine.times import Times
from kpi.plan import Plan
from kpi.trace.lineage import rows_behind

LINE = 90.0  # both rates of every project, at the year's end (clause 4)


def is_short(rate: float) -> bool:
    """Whether a rate in per cent is under the line; what lies behind its digits is noise."""
    return rate < LINE - 1e-9


@dataclass(frozen=True)
class Project:
    """A project at a day; rates in per cent, None where nothing is planned; money in fen."""

    number: str
    name: str
    county: str
    unit: str | None
    reporting_unit: str
    planned_fen: int
    invested_fen: int
    allocated_fen: int
    investment_rate: float | None
    disbursement_rate: float | None
    planned_on: date | None
    approved_on: date | None
    funded_on: date | None
    started_on: date | None
    finished_on: date | None
    issue: str | None

    @property
    def rates(self) -> tuple[float | None, float | None]:
        """Of what is invested and of what is paid, as the plan names them."""
        return self.investment_rate, self.disbursement_rate

    @property
    def lowest_rate(self) -> float:
        return min(rate or 0.0 for rate in self.rates)

    @property
    def is_below(self) -> bool:
        """Whether either rate is under the line."""
        return is_short(self.lowest_rate)


def projects(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    as_of: date,
    known_at: datetime | None = None,
) -> list[Project]:
    """The projects of the newest progress tables, the one that is furthest behind first."""
    if not plan.rates:
        return []
    rows = rows_behind(connection, plan, plan.rates[0], Times(as_of, known_at))
    return sorted((_project(row) for row in rows), key=lambda p: (p.lowest_rate, p.number))


def _project(row: Row) -> Project:
    planned = row["planned_fen"]
    return Project(
        number=row["project_no"],
        investment_rate=_rate(row["invested_fen"], planned),
        disbursement_rate=_rate(row["allocated_fen"], planned),
        **{name: row[name] for name in Project.__dataclass_fields__ if name in row},
    )


def _rate(part_fen: int, planned_fen: int) -> float | None:
    return 100.0 * part_fen / planned_fen if planned_fen else None


def rate_statuses(plan: Plan, rows: Iterable[Progress]) -> dict[str, tuple[str, ...]]:
    """The statuses of a project's two rates, by its number."""
    codes = [rate.code for rate in plan.rates]
    by_key = {(r.indicator, r.entity): r.status for r in rows if r.level == "entity"}
    numbers = dict.fromkeys(entity for code, entity in by_key if code in codes)
    return {
        number: tuple(by_key.get((code, number), "未报送") for code in codes) for number in numbers
    }


def stalled(now: Iterable[Project], before: Iterable[Project]) -> list[Project]:
    """Projects that are not finished and have neither invested nor received anything since."""
    then = {p.number: (p.invested_fen, p.allocated_fen) for p in before}
    return [
        p
        for p in now
        if p.finished_on is None and then.get(p.number) == (p.invested_fen, p.allocated_fen)
    ]


@dataclass(frozen=True)
class CountyProjects:
    """A county's projects: how many, how many are below the line, and their money in fen."""

    county: str
    projects: int
    below: int
    planned_fen: int
    invested_fen: int
    allocated_fen: int


def by_county(projects: Iterable[Project]) -> list[CountyProjects]:
    """The counties with most projects below the line first; rates are not averaged."""
    groups: dict[str, list[Project]] = {}
    for project in projects:
        groups.setdefault(project.county, []).append(project)
    counties = [
        CountyProjects(
            county,
            len(county_projects),
            sum(p.is_below for p in county_projects),
            sum(p.planned_fen for p in county_projects),
            sum(p.invested_fen for p in county_projects),
            sum(p.allocated_fen for p in county_projects),
        )
        for county, county_projects in groups.items()
    ]
    return sorted(counties, key=lambda c: (-c.below, c.county))
