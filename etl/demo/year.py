"""The whole year: every report of every unit, in the order in which they arrive."""

from dataclasses import replace

from etl.demo.calendar import arrival
from etl.demo.canteens import canteen_reports
from etl.demo.discipline import disciplined
from etl.demo.enterprises import enterprise_reports
from etl.demo.events import event_reports
from etl.demo.labour import labour_reports
from etl.demo.papers import paper_reports
from etl.demo.postings import posting_reports
from etl.demo.projects import project_reports
from etl.demo.purchases import purchase_reports, sale_reports
from etl.demo.report import Report
from etl.demo.tours import tour_reports
from etl.demo.trainings import training_reports
from kpi.plan import Plan

WRITERS = (
    purchase_reports,
    sale_reports,
    canteen_reports,
    tour_reports,
    training_reports,
    labour_reports,
    posting_reports,
    enterprise_reports,
    project_reports,
    event_reports,
    paper_reports,
)


def year_of_reports(plan: Plan, seed: int) -> list[Report]:
    """The same seed gives the same reports, to the last cell and minute."""
    reports = [report for write in WRITERS for report in write(plan, seed)]
    timed = [replace(r, arrives_at=r.arrives_at or arrival(r, seed)) for r in reports]
    # of those that come in the same minute, the order above decides
    return sorted(disciplined(timed), key=lambda report: str(report.arrives_at))
