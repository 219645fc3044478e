"""Indicators counted from events: which kind, in which place, by which host."""

from datetime import date

import pytest
from facts import Facts, Row

OFFICE = "区合作交流办"


def event(kind: str, held_on: str, place: str | None = None, unit: str = OFFICE) -> Row:
    return {"kind": kind, "unit": unit, "place": place, "held_on": held_on}


@pytest.mark.parametrize(
    ("indicator", "kind", "other"),
    [("leader_visit", "调研对接", "联席会议"), ("joint_meeting", "联席会议", "调研对接")],
)
def test_a_meeting_covers_the_county_it_was_held_in(
    facts: Facts, indicator: str, kind: str, other: str
) -> None:
    rows = [event(kind, "2022-03-01", "施甸县"), event(kind, "2022-03-09", "施甸县")]
    rows += [event(kind, "2022-03-10", "泽普县"), event(other, "2022-03-11", "龙陵县")]
    facts.add("event", OFFICE, "2022-03", rows)
    found = facts.of(indicator, "2022-03-31")
    counties = {name: r for name, r in found.items() if r.level == "entity"}
    assert len(counties) == 9
    assert (counties["施甸县"].actual, counties["施甸县"].target) == (2.0, 1.0)
    assert (counties["泽普县"].actual, counties["龙陵县"].actual) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("indicator", "kind"), [("leader_visit", "调研对接"), ("joint_meeting", "联席会议")]
)
def test_a_meeting_at_a_city_covers_none_of_its_counties(
    facts: Facts, indicator: str, kind: str
) -> None:
    rows = [event(kind, "2022-03-01", place) for place in ("保山市", "昭通市", "喀什地区", None)]
    facts.add("event", OFFICE, "2022-03", rows)
    assert {r.actual for r in facts.of(indicator, "2022-03-31").values()} == {0.0}


def test_an_annual_plan_is_on_time_on_the_deadline_day_and_late_the_day_after(
    facts: Facts,
) -> None:
    rows = [event("年度计划上报", "2022-07-09", unit="莘庄镇")]
    rows += [event("年度计划上报", "2022-07-10", unit="七宝镇")]
    rows += [event("工作例会", "2022-07-01", unit="颛桥镇")]
    facts.add("event", OFFICE, "2022-07", rows)
    found = facts.of("annual_plan", "2022-07-31")
    assert (found["莘庄镇"].actual, found["莘庄镇"].status) == (1.0, "已完成")
    assert (found["七宝镇"].actual, found["七宝镇"].status) == (0.0, "逾期")
    assert (found["颛桥镇"].actual, found["颛桥镇"].target) == (0.0, 1.0)
    assert found["莘庄镇"].deadline == date(2022, 7, 9)
    assert (found["莘庄镇"].numerator, found["莘庄镇"].denominator) == (None, None)


def test_an_annual_plan_sent_late_again_stays_on_time(facts: Facts) -> None:
    rows = [event("年度计划上报", day, unit="莘庄镇") for day in ("2022-07-01", "2022-08-01")]
    facts.add("event", OFFICE, "2022-07~08", rows)
    assert facts.of("annual_plan", "2022-08-31")["莘庄镇"].actual == 1.0


def test_annual_plans_are_owed_by_every_unit_but_the_field_offices(facts: Facts) -> None:
    rows = [event("年度计划上报", "2022-07-01", unit="援滇保山小组")]
    facts.add("event", OFFICE, "2022-07", rows)
    found = facts.of("annual_plan", "2022-07-31")
    # 4 街道 + 9 镇 + 莘庄工业区 + 23 委办局 = 37
    assert sum(r.level == "entity" for r in found.values()) == 37
    assert "援滇保山小组" not in found
    assert (found["全区（合计）"].actual, found["全区（合计）"].target) == (0.0, 37.0)


@pytest.mark.parametrize(
    ("indicator", "kind", "host"),
    [
        ("product_catalogue", "产品目录发布", OFFICE),
        ("incoming_show", "来沪展演", "区文旅局"),
        ("outgoing_show", "赴县演出", "区文旅局"),
    ],
)
def test_an_event_of_the_district_counts_wherever_it_was_held(
    facts: Facts, indicator: str, kind: str, host: str
) -> None:
    rows = [event(kind, "2022-05-05"), event(kind, "2022-05-06", "施甸县")]
    rows = [row | {"unit": host} for row in rows]
    facts.add("event", OFFICE, "2022-05", [*rows, event("展示推介", "2022-05-07")])
    found = facts.of(indicator, "2022-05-31")
    assert [(name, r.actual, r.target) for name, r in found.items()] == [("全区", 2.0, 1.0)]


def test_supply_matching_in_a_county_counts_for_its_city(facts: Facts) -> None:
    places = ("施甸县", "保山市", "永善县", "泽普县", "喀什地区")
    facts.add("event", "区经委", "2022-05", [event("产销对接", "2022-05-05", p) for p in places])
    found = facts.of("supply_matching", "2022-05-31")
    # 保山市: itself and 施甸县; 昭通市: 永善县; 喀什地区 is none of the three places
    assert {n: (r.actual, r.target) for n, r in found.items() if r.level == "entity"} == {
        "保山市": (2.0, 1.0),
        "昭通市": (1.0, 1.0),
        "泽普县": (1.0, 1.0),
    }


def test_a_summer_camp_in_a_county_does_not_count_for_its_city(facts: Facts) -> None:
    places = ("施甸县", "昭通市", "泽普县")
    facts.add(
        "event", "团区委", "2022-07", [event("夏令营", "2022-07-15", p, "团区委") for p in places]
    )
    found = facts.of("summer_camp", "2022-07-31")
    assert {n: (r.actual, r.target) for n, r in found.items() if r.level == "entity"} == {
        "泽普县": (1.0, 1.0),
        "保山市": (0.0, 1.0),
        "昭通市": (1.0, 1.0),
    }


def test_a_promotion_event_counts_for_its_host_not_for_the_sender(facts: Facts) -> None:
    rows = [event("展示推介", "2022-05-05", unit="莘庄镇"), event("展示推介", "2022-05-06")]
    facts.add("event", "七宝镇", "2022-05", rows)
    found = facts.of("promotion_event", "2022-05-31")
    assert (found["莘庄镇"].actual, found["莘庄镇"].target) == (1.0, 1.0)
    assert (found["七宝镇"].actual, found["全区（合计）"].actual) == (0.0, 1.0)


def test_an_enterprise_visit_counts_in_the_three_key_counties_alone(facts: Facts) -> None:
    places = ("盐津县", "盐津县", "绥江县", "昭通市")
    facts.add("event", "团区委", "2022-05", [event("民企考察", "2022-05-05", p) for p in places])
    found = facts.of("enterprise_visit", "2022-05-31")
    assert {n: (r.actual, r.target) for n, r in found.items()} == {
        "盐津县": (2.0, 1.0),
        "大关县": (0.0, 1.0),
        "永善县": (0.0, 1.0),
        "全区（合计）": (2.0, 3.0),
    }
