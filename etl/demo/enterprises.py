"""村企结对: the enterprises that each town wins over."""

from etl.demo.draw import Draw
from etl.demo.names import VILLAGES, firms
from etl.demo.report import Report, Row
from kpi.plan import Plan


def enterprise_reports(plan: Plan, seed: int) -> list[Report]:
    """村企结对 by town: in July the first, by November most have found their three."""
    towns = plan.reference.units_of("subdistrict", "town", "industrial_zone")
    finals = Draw(seed, "paired").shuffled((3, 3, 3, 3, 3, 4, 4, 4, 5, 3, 3, 2, 2, 1))
    reports = []
    for town, final in zip(towns, finals, strict=True):
        rows = _paired(town, final, plan, seed)
        for month in (7, 9, 11):
            known = tuple(row for row in rows if row["signed_on"].month <= month)
            reports += [Report("enterprise", town, month, month, known)] if known else []
    return reports


def _paired(town: str, final: int, plan: Plan, seed: int) -> list[Row]:
    draw = Draw(seed, "enterprise", town)
    counties = [c.name for c in plan.reference.counties]
    private = [(name, "民营") for name in firms(draw, town, final + 3)[2 : 2 + final]]
    others = [(firms(draw, town, 3)[0], "国有")] if draw.random() < 0.6 else []
    return [
        {
            "enterprise": name,
            "ownership": ownership,
            "county": draw.choice(counties),
            "village": draw.choice(VILLAGES),
            "pledged": draw.randint(3, 15) * 10_000,
            "signed_on": draw.working_day(draw.choice((6, 7, 7, 8, 9, 10, 11))),
        }
        for name, ownership in [*private, *others]
    ]
