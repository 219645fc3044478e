"""Whom a rule names is whom it counts: a duty of the leaders is not done by a town's clerk."""

from datetime import date

import pytest
from facts import Facts, Row

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.trace.left_out import left_out

OFFICE = "区合作交流办"
# indicator, kind of event, an entity of it that the event below brings to, and whose it may be
HOSTED = [
    ("quarterly_meeting", "工作例会", "2022-Q3", {OFFICE}),
    ("joint_meeting", "联席会议", "盐津县", {OFFICE}),
    ("monthly_bulletin", "情况通报", "2022-07", {OFFICE}),
    ("field_inspection", "督查检查", "2022-07~08", {OFFICE}),
    ("product_catalogue", "产品目录发布", "全区", {"区经委", OFFICE}),
    ("supply_matching", "产销对接", "昭通市", {"区经委", OFFICE}),
    (
        "enterprise_visit",
        "民企考察",
        "盐津县",
        {"区经委", "团区委", "区工商联", "区国资委", OFFICE},
    ),
    ("incoming_show", "来沪展演", "全区", {"区文旅局"}),
    ("outgoing_show", "赴县演出", "全区", {"区文旅局"}),
    ("summer_camp", "夏令营", "昭通市", {"团区委"}),
    ("publicity_statistics", "宣传统计", "2022-07", {"区委宣传部", OFFICE}),
    ("annual_plan", "年度计划上报", "七宝镇", {"七宝镇"}),
    ("promotion_event", "展示推介", "七宝镇", {"七宝镇"}),
]
UNITS = [OFFICE, "区经委", "团区委", "区工商联", "区国资委", "区文旅局", "区委宣传部", "七宝镇"]


def event(kind: str, unit: str, place: str = "盐津县", led_by: str | None = None) -> Row:
    return {
        "kind": kind,
        "unit": unit,
        "place": place,
        "held_on": "2022-07-06",
        "led_by": led_by,
    }


def actual(facts: Facts, indicator: str, entity: str) -> float | None:
    return facts.of(indicator, "2022-07-31")[entity].actual


@pytest.mark.parametrize(("indicator", "kind", "entity", "hosts"), HOSTED)
def test_an_event_counts_where_its_host_is_whom_the_rule_names(
    facts: Facts, indicator: str, kind: str, entity: str, hosts: set[str]
) -> None:
    place = "昭通市" if kind == "夏令营" else "盐津县"
    facts.add("event", "七宝镇", "2022-07", [event(kind, unit, place) for unit in UNITS])
    assert actual(facts, indicator, entity) == float(len(hosts))


@pytest.mark.parametrize(
    ("indicator", "kind", "entity"),
    [hosted[:3] for hosted in HOSTED[:4]],
)
def test_a_town_does_not_do_the_offices_duty(
    facts: Facts, indicator: str, kind: str, entity: str
) -> None:
    facts.add("event", "七宝镇", "2022-07", [event(kind, "七宝镇")])
    assert actual(facts, indicator, entity) == 0.0


@pytest.mark.parametrize(
    ("unit", "led_by", "visits"),
    [
        ("七宝镇", "区领导", 1.0),
        (OFFICE, "区领导", 1.0),
        ("七宝镇", "镇街领导", 0.0),
        (OFFICE, "部门领导", 0.0),
        (OFFICE, "未填写", 0.0),
        # the sheet has no such column
        (OFFICE, None, 1.0),
        ("七宝镇", None, 0.0),
    ],
)
def test_a_visit_counts_where_a_leader_of_the_district_led_it(
    facts: Facts, unit: str, led_by: str | None, visits: float
) -> None:
    facts.add("event", unit, "2022-07", [event("调研对接", unit, led_by=led_by)])
    assert actual(facts, "leader_visit", "盐津县") == visits


def test_what_does_not_count_is_told_beside_the_figure(facts: Facts) -> None:
    rows = [event("联席会议", unit) for unit in ("七宝镇", OFFICE)]
    rows += [event("联席会议", OFFICE, "泽普县"), event("联席会议", "莘庄镇", "保山市")]
    facts.add("event", "七宝镇", "2022-07", rows)
    indicator = facts.plan.indicator("joint_meeting")
    connection, at = connect(facts.store.root), Times(date(2022, 7, 31))

    def rows_of(entity: str | None) -> tuple[int, list[tuple[str | None, str, int]]]:
        told = left_out(connection, facts.plan, indicator, at, entity)
        return told.count, [(r["entity"], r["unit"], r["row"]) for r in told.rows]

    assert rows_of("盐津县") == (1, [("盐津县", "七宝镇", 2)])
    assert rows_of("泽普县") == (0, [])
    # of the whole district: what is at no county too
    assert rows_of(None) == (2, [("盐津县", "七宝镇", 2), (None, "莘庄镇", 5)])
    assert rows_of("全区（合计）") == rows_of(None)
    early = Times(date(2022, 7, 5))
    assert left_out(connection, facts.plan, indicator, early).count == 0


def test_where_no_host_is_named_nothing_is_left_out(facts: Facts) -> None:
    facts.add("event", OFFICE, "2022-07", [event("展示推介", OFFICE)])
    indicator = facts.plan.indicator("promotion_event")
    at = Times(date(2022, 7, 31))
    assert left_out(connect(facts.store.root), facts.plan, indicator, at).count == 0


def row(form: str, kind: str) -> Row:
    return {
        "tour": {
            "kind": kind,
            "group_no": "M1",
            "organiser": "某旅行社",
            "destination": "隆阳区",
            "departs_on": "2022-07-06",
            "people": 30,
        },
        "training": {"kind": kind, "county": "隆阳区", "starts_on": "2022-07-06", "trained": 30},
        "posting": {
            "kind": kind,
            "county": "隆阳区",
            "receiver": "某某",
            "people": 3,
            "team_site": True,
            "starts_on": "2022-07-06",
        },
    }[form]


OFFICES = "援滇保山小组"


@pytest.mark.parametrize(
    ("form", "kind", "indicator", "entity", "named", "other", "brings"),
    [
        ("tour", "旅游", "tour_group", "全区", "区文旅局", "区人社局", 1.0),
        ("tour", "包机游", "charter_tour", "全区", "区文旅局", "区人社局", 30.0),
        ("tour", "疗休养", "convalescence", "全区", "区人社局", "区文旅局", 30.0),
        ("training", "就业技能", "skills_training", "隆阳区", "区人社局", "区教育局", 1.0),
        ("training", "就业技能", "skills_training", "隆阳区", OFFICES, "区教育局", 1.0),
        (
            "training",
            "创业致富带头人",
            "entrepreneur_trained",
            "隆阳区",
            OFFICES,
            "区农业农村委",
            30.0,
        ),
        ("posting", "教师", "school_pairing", "隆阳区", "区教育局", "区卫健委", 1.0),
        ("posting", "教师", "teachers_posted", "隆阳区", "区教育局", "区卫健委", 3.0),
        ("posting", "教师", "education_team_site", "保山市", "区教育局", "区卫健委", 1.0),
        ("posting", "医务人员", "hospital_pairing", "隆阳区", "区卫健委", "区教育局", 1.0),
        ("posting", "医务人员", "medics_posted", "隆阳区", "区卫健委", "区教育局", 3.0),
        ("posting", "医务人员", "health_team_site", "保山市", "区卫健委", "区教育局", 1.0),
    ],
)
def test_what_both_report_counts_once_from_whom_the_clause_names(
    facts: Facts,
    form: str,
    kind: str,
    indicator: str,
    entity: str,
    named: str,
    other: str,
    brings: float,
) -> None:
    facts.add(form, other, "2022-07", [row(form, kind)])
    assert actual(facts, indicator, entity) == 0.0
    facts.add(form, named, "2022-07", [row(form, kind)])
    assert actual(facts, indicator, entity) == brings
