"""People on the way: tours, trainings, job fairs, employment, teachers and medics."""

from datetime import date, timedelta

from etl.demo.draw import YEAR, Draw
from etl.demo.names import AGENCIES, HOSPITALS, SCHOOLS, SYSTEMS, UNIONS, VILLAGES
from etl.demo.report import Report, Row, by_month
from kpi.plan import Plan

# Groups a month; none from April to June, when nobody could leave the city.
TOUR_GROUPS = (1, 1, 1, 0, 0, 0, 2, 2, 1, 2, 1, 1)
CHARTER_FLIGHTS = (0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1)
REST_GROUPS = (0, 1, 2, 0, 0, 0, 4, 7, 9, 10, 9, 5)
PARTY_GROUPS = (0, 1, 2, 0, 0, 1, 3, 2, 3, 1, 2, 1)
SKILLS = ("咖啡烘焙", "中式烹调", "竹编工艺", "育婴护理", "新零售", "电工")
CREEDS = ("杨善洲精神", "扎西会议精神", "红军长征精神", "兵团精神")
YUNNAN_CITIES = ("保山市", "昭通市")
RATE_OF_ATTENDANCE = (0.85, 1.0)


def tour_reports(plan: Plan, seed: int) -> list[Report]:
    draw = Draw(seed, "tours")
    yunnan = [c.name for c in plan.reference.counties if c.city in YUNNAN_CITIES]
    kinds = (("旅游", "MHLY", TOUR_GROUPS), ("包机游", "MHBJ", CHARTER_FLIGHTS))
    seen = [row for kind, code, year in kinds for row in _groups(draw, kind, code, year, yunnan)]
    rested = _groups(draw, "疗休养", "MHLX", REST_GROUPS, yunnan)
    return [
        *by_month("tour", "区文旅局", seen, "departs_on"),
        *by_month("tour", "区人社局", rested, "departs_on"),
    ]


def _groups(
    draw: Draw, kind: str, code: str, year: tuple[int, ...], yunnan: list[str]
) -> list[Row]:
    months = [month for month, groups in enumerate(year, start=1) for _ in range(groups)]
    rows = []
    for number, month in enumerate(months, start=1):
        departs_on = draw.working_day(month, last=25)
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
    return f"{draw.choice(UNIONS)}工会" if kind == "疗休养" else draw.choice(AGENCIES)


def _in_two_coaches(row: Row) -> list[Row]:
    """One group in two rows: it counts once."""
    half = row["people"] // 2
    second = row | {"people": row["people"] - half, "note": "2号车"}
    return [row | {"people": half, "note": "1号车"}, second]


def training_reports(plan: Plan, seed: int) -> list[Report]:
    draw = Draw(seed, "trainings")
    counties = [c.name for c in plan.reference.counties]
    # one county waits for its course in vain
    held = draw.shuffled(counties)[:-1] + draw.shuffled(counties)[:5]
    months = (2, 3, 7, 7, 8, 8, 9, 10, 11, 11, 12, 9, 12)
    skills = [_skill(draw, c, m) for c, m in zip(held, months, strict=True)]
    party = [_party(draw, m) for m, n in enumerate(PARTY_GROUPS, start=1) for _ in range(n)]
    rows = {
        "区人社局": skills,
        "区委组织部": [
            *party,
            *(_cadres(draw, c, m) for c, m in zip(counties[:3], (3, 8, 10), strict=True)),
        ],
        "区教育局": [_talent(draw, "教师", "骨干教师", counties, m) for m in (3, 7, 8, 11)],
        "区卫健委": [_talent(draw, "医务人员", "医务骨干", counties, m) for m in (6, 9, 11)],
        "区农业农村委": [_talent(draw, "三农", "农技人员", counties, m) for m in (3, 8, 9, 12)],
    }
    serving = {u.serves: u.name for u in plan.reference.units if u.serves}
    for county in plan.reference.counties:
        rows.setdefault(serving[county.city], []).extend(_leaders(county.name, seed))
    return [r for unit, held in rows.items() for r in by_month("training", unit, held, "starts_on")]


def _course(draw: Draw, name: str, kind: str, month: int, planned: int, days: int) -> Row:
    starts_on = draw.working_day(month, last=24)
    return {
        "course": name,
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": starts_on + timedelta(days=days),
        "planned": planned,
        "trained": round(planned * draw.uniform(*RATE_OF_ATTENDANCE)),
    }


def _skill(draw: Draw, county: str, month: int) -> Row:
    name = f"{county}{draw.choice(SKILLS)}技能培训班"
    course = _course(draw, name, "就业技能", month, draw.randrange(35, 60, 5), draw.randint(5, 10))
    return course | {"county": county, "organiser": "闵行区就业促进中心"}


def _party(draw: Draw, month: int) -> Row:
    """Of sixteen groups one or two are too large to count."""
    planned = 58 if draw.random() < 0.08 else draw.randint(26, 48)
    name = f"{draw.choice(SYSTEMS)}党员干部{draw.choice(CREEDS)}党性教育培训班"
    return _course(draw, name, "党性教育", month, planned, 4) | {"organiser": "区委党校"}


def _cadres(draw: Draw, county: str, month: int) -> Row:
    name = f"{county}乡村振兴干部来沪研修班"
    course = _course(draw, name, "干部人才", month, 40, 6)
    return course | {"county": county, "organiser": "区委党校"}


def _talent(draw: Draw, kind: str, who: str, counties: list[str], month: int) -> Row:
    county = draw.choice(counties)
    return _course(draw, f"{county}{who}来沪进修班", kind, month, 30, 12) | {"county": county}


def _leaders(county: str, seed: int) -> list[Row]:
    """Two or three courses of 创业致富带头人; some open a business months later."""
    draw = Draw(seed, "leaders", county)
    months = sorted(draw.sample((2, 3, 6, 7, 8, 9, 10, 11), draw.choice((2, 2, 3))))
    rows = []
    for number, month in enumerate(months, start=1):
        name = f"{county}脱贫村创业致富带头人培训班（第{number}期）"
        course = _course(draw, name, "创业致富带头人", month, draw.randrange(25, 40, 5), 6)
        course |= {"county": county, "organiser": f"{county}乡村振兴局"}
        rows.append(course | {"succeeded": draw.choice((0, 1, 1, 2, 2, 3))})
    return rows


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
    from etl.demo.names import firms

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
