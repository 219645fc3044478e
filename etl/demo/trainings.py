"""培训: skills, party education, cadres, teachers, medics, farmers, and lead entrepreneurs."""

from datetime import timedelta

from etl.demo.draw import Draw
from etl.demo.names import SYSTEMS
from etl.demo.report import Report, Row, by_month
from kpi.plan import Plan

PARTY_GROUPS = (0, 1, 2, 0, 0, 1, 3, 2, 2, 1, 2, 1)
# the first two belong to Yunnan
SKILLS = ("咖啡烘焙", "竹编工艺", "中式烹调", "育婴护理", "新零售", "电工")
CREEDS = ("杨善洲精神", "扎西会议精神", "红军长征精神", "兵团精神")
# 创业致富带头人 by county, against quotas of 60 and 3
LEADERS_TRAINED = (47, 56, 61, 62, 63, 65, 68, 74, 83)
LEADERS_SUCCEEDED = (1, 2, 3, 3, 3, 3, 4, 4, 6)


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
    heads, founders = draw.shuffled(LEADERS_TRAINED), draw.shuffled(LEADERS_SUCCEEDED)
    for county, trained, succeeded in zip(plan.reference.counties, heads, founders, strict=True):
        held_there = _leaders(county.name, trained, succeeded, seed)
        rows.setdefault(serving[county.city], []).extend(held_there)
    return [r for unit, held in rows.items() for r in by_month("training", unit, held, "starts_on")]


def _course(draw: Draw, name: str, kind: str, month: int, planned: int, days: int) -> Row:
    starts_on = draw.working_day(month, last=24)
    return {
        "course": name,
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": starts_on + timedelta(days=days),
        "planned": planned,
        "trained": round(planned * draw.uniform(0.85, 1.0)),
    }


def _skill(draw: Draw, county: str, month: int) -> Row:
    skill = draw.choice(SKILLS[2:] if county == "泽普县" else SKILLS)
    name = f"{county}{skill}技能培训班"
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


def _leaders(county: str, people: int, succeeded: int, seed: int) -> list[Row]:
    """Two or three courses of 创业致富带头人; some who attend open a business."""
    draw = Draw(seed, "leaders", county)
    months = sorted(draw.sample((2, 3, 6, 7, 8, 9, 10, 11), draw.choice((2, 2, 3))))
    lucky = [draw.randrange(len(months)) for _ in range(succeeded)]
    rows = []
    for number, trained in enumerate(draw.split(people, len(months), step=1)):
        name = f"{county}脱贫村创业致富带头人培训班（第{number + 1}期）"
        course = _course(draw, name, "创业致富带头人", months[number], trained, 6)
        course |= {"county": county, "organiser": f"{county}乡村振兴局", "trained": trained}
        rows.append(course | {"planned": -(-trained // 5) * 5, "succeeded": lucky.count(number)})
    return rows
