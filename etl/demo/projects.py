"""援建项目: each month's snapshot, money and dates moving on from one to the next."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from etl.demo.draw import YEAR, Draw
from etl.demo.names import TOWNSHIPS, VILLAGES
from etl.demo.report import Report, Row
from kpi.plan import Plan

WORKS = {
    "教学综合楼建设": "区教育局",
    "乡镇卫生院能力提升": "区卫健委",
    "蔬菜冷链分拣中心": "区农业农村委",
    "肉牛养殖示范基地": "区农业农村委",
    "就业帮扶车间": "区人社局",
    "人居环境提升": "区合作交流办",
    "乡村道路硬化": "区合作交流办",
    "农特产品加工厂房": "区经委",
    "安全饮水巩固提升": "区合作交流办",
    "乡村振兴示范村建设": "区农业农村委",
}
TOWN_WORKS = ("村集体产业用房", "农产品初加工点", "村内道路亮化", "生态养鸡场", "文化活动广场")
# the first is no issue in the desert
ISSUES = (
    "雨季施工进度偏慢",
    "受疫情影响设备到货延迟",
    "用地手续办理中",
    "首次招标流标，已重新组织招标",
)
TOWNS_WITH_PROJECTS = ("莘庄镇", "颛桥镇", "梅陇镇", "浦江镇", "江川路街道", "莘庄工业区")
DEADLINE = date(YEAR, 7, 20)


@dataclass(frozen=True)
class Course:
    """How a project goes: its row's fixed cells, its days, and the shares reached in December."""

    fixed: Row
    planned_on: date
    approved_on: date
    funded_on: date
    started_on: date
    finished_on: date | None
    invested: float
    allocated: float
    issue: str | None


def project_reports(plan: Plan, seed: int) -> list[Report]:
    """Monthly from January on: the three field offices, and the towns that have a project."""
    courses = {unit: tuple(of_unit) for unit, of_unit in _courses(plan, seed).items()}
    return [
        Report("project", unit, m, m, tuple(_row(course, m) for course in of_unit))
        for unit, of_unit in courses.items()
        for m in range(1, 13)
    ]


def _courses(plan: Plan, seed: int) -> dict[str, list[Course]]:
    draw = Draw(seed, "projects")
    serving = {u.serves: u.name for u in plan.reference.units if u.serves}
    counties = plan.reference.counties
    city = [(serving[c.city], "市级", "SJ", c.name) for c in (*counties, *counties)]
    district = [(serving[c.city], "区级", "QJ", c.name) for c in (*counties, *counties[4:7])]
    towns = [(t, "乡镇结对", "XZ", draw.choice(counties).name) for t in TOWNS_WITH_PROJECTS]
    villages = [(t, "村企结对", "CQ", draw.choice(counties).name) for t in TOWNS_WITH_PROJECTS]
    by_unit: dict[str, list[Course]] = {}
    for group in (city, district, towns, villages):
        # one in six falls behind, for a reason
        slow = draw.sample(range(1, len(group) + 1), len(group) // 6)
        for number, (unit, level, code, county) in enumerate(group, start=1):
            project_no = f"MH{YEAR}-{code}-{number:02d}"
            course = _course(project_no, level, county, unit, number in slow, seed)
            by_unit.setdefault(unit, []).append(course)
    return by_unit


def _course(project_no: str, level: str, county: str, unit: str, slow: bool, seed: int) -> Course:
    draw = Draw(seed, "project", project_no)
    planned_on = draw.working_day(3 if level == "市级" else draw.choice((4, 5)))
    approved_on = planned_on + timedelta(days=draw.randint(20, 35))
    late = slow and level != "市级"
    funded_on = DEADLINE + timedelta(days=draw.randint(4, 40) * (1 if late else -1))
    started_on = approved_on + timedelta(days=draw.randint(5, 45 if slow else 25))
    invested = draw.uniform(0.66, 0.88) if slow else draw.uniform(0.91, 1.0)
    done = draw.random() < 0.45 and not slow
    return Course(
        fixed=_fixed(draw, project_no, level, county, unit),
        planned_on=planned_on,
        approved_on=approved_on,
        funded_on=max(funded_on, approved_on + timedelta(days=3)),
        started_on=started_on,
        finished_on=draw.working_day(draw.choice((9, 10, 11, 12))) if done else None,
        invested=1.0 if done else invested,
        allocated=min(1.0, invested + draw.uniform(-0.02, 0.06)),
        issue=draw.choice(ISSUES[county == "泽普县" :]) if slow else None,
    )


def _fixed(draw: Draw, project_no: str, level: str, county: str, unit: str) -> Row:
    of_town = level in ("乡镇结对", "村企结对")
    place = draw.choice(TOWNSHIPS[county])
    place += draw.choice(VILLAGES) if level == "村企结对" else ""
    what = draw.choice(TOWN_WORKS if of_town else tuple(WORKS))
    least, most = {"市级": (300, 1300), "区级": (90, 380)}.get(level, (25, 90))
    return {
        "project_no": project_no,
        "name": f"{county}{place}{what}项目",
        "level": level,
        "county": county,
        "unit": unit if of_town else WORKS[what],
        "planned": draw.randint(least, most) * 10_000,
    }


def _row(course: Course, month: int) -> Row:
    """The project as it stood at the end of a month; days that have not come are empty."""
    day = date(YEAR, month, monthrange(YEAR, month)[1])
    days = {
        name: value if value and value <= day else None
        for name in ("planned_on", "approved_on", "funded_on", "started_on", "finished_on")
        for value in (getattr(course, name),)
    }
    planned = course.fixed["planned"]
    money = {
        "invested": _thousands(planned * course.invested * _gone(course, day)),
        "allocated": _thousands(planned * course.allocated * _paid(course, day)),
    }
    under_way = days["started_on"] and not days["finished_on"]
    return course.fixed | money | days | {"issue": course.issue if under_way else None}


def _gone(course: Course, day: date) -> float:
    """The share of the work done, quick at first as earth moves, slow at the end."""
    last = course.finished_on or date(YEAR, 12, 31)
    share = (day - course.started_on).days / (last - course.started_on).days
    return float(min(1.0, max(0.0, share)) ** 0.8)


def _paid(course: Course, day: date) -> float:
    """Nothing before the funds are there, then a first third, then with the work."""
    if day < course.funded_on:
        return 0.0
    return max(0.3, _gone(course, day))


def _thousands(yuan: float) -> int:
    return round(yuan / 1000) * 1000
