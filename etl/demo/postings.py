"""选派: teachers and medics, the spring's, then the new school year's, larger and in teams."""

from datetime import date

from etl.demo.draw import YEAR, Draw
from etl.demo.names import HOSPITALS, SCHOOLS
from etl.demo.report import Report, Row
from kpi.plan import Plan


def posting_reports(plan: Plan, seed: int) -> list[Report]:
    """Teachers and medics: the spring's, then the new school year's, larger and in teams."""
    reports = []
    for unit, kind, senders, receivers in (
        ("区教育局", "教师", SCHOOLS, ("民族中学", "第二小学")),
        ("区卫健委", "医务人员", HOSPITALS, ("人民医院", "中医医院")),
    ):
        for month in (3, 6, 9, 12):
            draw = Draw(seed, "postings", kind, month > 6)
            rows = [
                row
                for county in plan.reference.counties
                for row in _posted(draw, kind, county.name, senders, receivers, month)
            ]
            reports.append(Report("posting", unit, month, month, tuple(rows)))
    return reports


def _posted(
    draw: Draw,
    kind: str,
    county: str,
    senders: tuple[str, ...],
    receivers: tuple[str, ...],
    month: int,
) -> list[Row]:
    people = draw.choice((1, 1, 2, 2)) if month <= 6 else draw.choice((2, 2, 2, 3))
    team = county in ("施甸县", "永善县") and month > 6
    # the last pairing is signed at the end of the year, and so is the team in 永善
    ready = month > 9
    late = county == "大关县" and kind == "医务人员"
    is_site = team and (ready or county == "施甸县" or kind == "教师")
    row: Row = {
        "kind": kind,
        "county": county,
        "sender": draw.choice(senders),
        "receiver": None if late and not ready else county + draw.choice(receivers),
        "people": 4 if team else people,
        "team_site": is_site,
        "starts_on": date(YEAR, 2, 21) if month <= 6 else date(YEAR, 8, 29),
        "ends_on": date(YEAR, 7, 8) if month <= 6 else date(YEAR + 1, 7, 7),
    }
    return [row]
