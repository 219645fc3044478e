"""劳务协作: job fairs, and the new jobs of each month."""

from etl.demo.draw import Draw
from etl.demo.report import Report, Row, by_month
from kpi.plan import Plan


def labour_reports(plan: Plan, seed: int) -> list[Report]:
    """Job fairs, and the new jobs of each month."""
    draw = Draw(seed, "labour")
    counties = [c.name for c in plan.reference.counties]
    plain = zip(draw.shuffled(counties), (2, 2, 2, 3, 3, 7, 8, 9, 11), strict=True)
    linked = zip(draw.shuffled(counties)[:-1], (3, 7, 8, 8, 9, 10, 11, 12), strict=True)
    fairs = [_fair(draw, c, m, False) for c, m in plain]
    fairs += [_fair(draw, c, m, True) for c, m in linked]
    jobs = [Report("employment", "区人社局", m, m, _jobs(draw, counties, m)) for m in range(1, 13)]
    return [*by_month("job_fair", "区人社局", fairs, "held_on"), *jobs]


def _fair(draw: Draw, county: str, month: int, linked: bool) -> Row:
    employers = draw.randint(12, 45)
    posts = employers * draw.randint(14, 36)
    return {
        "held_on": draw.working_day(month),
        "county": county,
        "mode": draw.choice(("线上", "线下", "线上线下")),
        "linked_training": linked,
        "employers": employers,
        "posts": posts,
        "intentions": round(posts * draw.uniform(0.08, 0.2)),
    }


def _jobs(draw: Draw, counties: list[str], month: int) -> tuple[Row, ...]:
    """After 春节 people leave for the coast; in spring 2022 Shanghai could take nobody in."""
    flow = {2: 2.2, 3: 1.3, 4: 0.05, 5: 0.1, 6: 0.7}.get(month, 1.0)
    return tuple(
        {
            "county": county,
            "in_shanghai": round(flow * draw.randint(2, 7)),
            "local": round((0.7 + flow * 0.3) * draw.randint(18, 39)),
        }
        for county in counties
    )
