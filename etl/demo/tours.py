"""旅游、包机游、疗休养: groups that travelled, none while the city stood still."""

from datetime import timedelta

from etl.demo.draw import YEAR, Draw
from etl.demo.names import AGENCIES, COMMUNITIES, UNIONS
from etl.demo.report import Report, Row, by_month
from kpi.plan import Plan

# Groups a month; none from April to June, when nobody could leave the city.
TOUR_GROUPS = (1, 1, 1, 0, 0, 0, 2, 2, 1, 2, 1, 1)
CHARTER_FLIGHTS = (0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1)
REST_GROUPS = (0, 1, 2, 0, 0, 0, 4, 7, 9, 10, 9, 5)
YUNNAN_CITIES = ("保山市", "昭通市")


def tour_reports(plan: Plan, seed: int) -> list[Report]:
    draw = Draw(seed, "tours")
    yunnan = [c.name for c in plan.reference.counties if c.city in YUNNAN_CITIES]
    kinds = (("旅游", "MHLY", TOUR_GROUPS), ("包机游", "MHBJ", CHARTER_FLIGHTS))
    tours = [row for kind, code, year in kinds for row in _groups(draw, kind, code, year, yunnan)]
    rested = _groups(draw, "疗休养", "MHLX", REST_GROUPS, yunnan)
    return [
        *by_month("tour", "区文旅局", tours, "departs_on"),
        *by_month("tour", "区人社局", rested, "departs_on"),
    ]


def _groups(
    draw: Draw, kind: str, code: str, year: tuple[int, ...], yunnan: list[str]
) -> list[Row]:
    months = [month for month, groups in enumerate(year, start=1) for _ in range(groups)]
    departures = sorted(draw.working_day(month, last=25) for month in months)
    rows = []
    for number, departs_on in enumerate(departures, start=1):
        row: Row = {
            "group_no": f"{code}{YEAR}{number:03d}",
            "kind": kind,
            "organiser": _organiser(draw, kind),
            "agency": draw.choice(AGENCIES),
            "destination": "泽普县" if kind == "包机游" else draw.choice(yunnan),
            "departs_on": departs_on,
            "returns_on": departs_on + timedelta(days=draw.randint(5, 7)),
            "people": draw.randint(74, 96) if kind == "包机游" else draw.randint(26, 46),
        }
        rows += _in_two_coaches(row) if kind == "旅游" and number % 5 == 3 else [row]
    return rows


def _organiser(draw: Draw, kind: str) -> str:
    if kind == "包机游":
        return "区文旅局"
    return draw.choice(COMMUNITIES) if kind == "旅游" else f"{draw.choice(UNIONS)}工会"


def _in_two_coaches(row: Row) -> list[Row]:
    """One group in two rows: it counts once."""
    half = row["people"] // 2
    second = row | {"people": row["people"] - half, "note": "2号车"}
    return [row | {"people": half, "note": "1号车"}, second]
