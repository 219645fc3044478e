"""What a meeting looks at, computed once: every document of an edition shows this and no other."""

from dataclasses import dataclass
from datetime import date, datetime

from kpi.engine.progress import Progress, known_now, progress
from kpi.engine.rollups import TOTAL
from kpi.engine.times import Times
from kpi.engine.warehouse import Connection
from kpi.findings import Laggards, behind, district_rows, laggards
from kpi.headlines import Headline, headlines
from kpi.plan import Plan
from kpi.plan.models import DISTRICT
from kpi.reporting.follow_ups import FollowUp, follow_ups
from kpi.reporting.reports import Report, reports
from kpi.tasks import TaskReport, TaskStatus, task_reports, task_statuses
from kpi.topics.projects import Project, projects
from kpi.trace.history import Point, histories


@dataclass(frozen=True)
class Meeting:
    """A name, the two times (`known_at` is always a moment, UTC), and all that was known then."""

    name: str
    plan: Plan
    as_of: date
    known_at: datetime
    rows: tuple[Progress, ...]
    reports: tuple[Report, ...]
    task_reports: tuple[TaskReport, ...]
    matters: tuple[FollowUp, ...]
    projects: tuple[Project, ...]

    @property
    def district(self) -> list[Progress]:
        """One row an indicator, for the whole district."""
        return district_rows(self.rows)

    @property
    def headlines(self) -> list[Headline]:
        return headlines(self.plan, self.rows)

    @property
    def laggards(self) -> list[Laggards]:
        """Who is behind the pace; the projects' two rates are told in a part of their own, and so
        are the reports that are overdue.
        """
        rates = self.plan.shown.project_rates
        paced = (row for row in behind(self.rows) if row.pace_gap_points is not None)
        return laggards(row for row in paced if row.indicator not in rates)

    @property
    def tasks(self) -> list[TaskStatus]:
        return task_statuses(self.plan, self.rows, self.task_reports)


def district_history(connection: Connection, meeting: Meeting) -> dict[str, list[Point]]:
    """The paced headline indicators of the district at each month's end, by code.

    One that does not end at the meeting's own figure is left out: an edition holds no other
    month's, and originals or rules may have changed under it (`report edition verify` says where).
    """
    codes = {card.indicator for card in meeting.headlines} - set(meeting.plan.shown.project_rates)
    paced = [i.code for i in meeting.plan.indicators if i.code in codes and i.pace == "linear"]
    if not paced:
        return {}
    own = {row.indicator: (row.actual, row.target) for row in meeting.district}
    all_points = histories(connection, meeting.plan, meeting.as_of, meeting.known_at)
    by_code = {
        code: [p for p in all_points[code] if p[1].entity in (DISTRICT, TOTAL)] for code in paced
    }
    return {
        code: points
        for code, points in by_code.items()
        if points and (points[-1][1].actual, points[-1][1].target) == own.get(code)
    }


def meeting(connection: Connection, plan: Plan, at: Times, name: str) -> Meeting:
    """Everything at the end of a day as known at a moment; without a moment, as known now."""
    known_at = at.known_at or known_now(connection)
    two_times = (connection, plan, at.as_of, known_at)
    return Meeting(
        name=name,
        plan=plan,
        as_of=at.as_of,
        known_at=known_at,
        rows=tuple(progress(*two_times)),
        reports=tuple(reports(*two_times)),
        task_reports=tuple(task_reports(*two_times)),
        matters=tuple(follow_ups(*two_times)),
        projects=tuple(projects(*two_times)),
    )
