"""The nine statuses in the order in which they are asked, each with its reason in words."""

import pytest
from facts import Facts, Row

UNION = "区总工会"


def union(facts: Facts, wan: float, months: str = "2022-01~06", on: str = "2022-01-05") -> None:
    rows = [{"category": "工会福利", "purchased_on": on, "amount": wan * 10_000}]
    facts.add("purchase", UNION, months, rows)


def tour(kind: str, people: int) -> Row:
    return {
        "kind": kind,
        "group_no": "B1",
        "people": people,
        "destination": "泽普县",
        "departs_on": "2022-07-05",
    }


def test_without_a_target_it_waits_however_much_is_done(facts: Facts) -> None:
    facts.add("tour", "区文旅局", "2022-07", [tour("包机游", 1180)])
    row = facts.of("charter_tour", "2022-12-31")["全区"]
    assert (row.status, row.rate) == ("待下达", None)
    assert row.reason == "目标由市里下达，尚未收到；已完成 1,180 人"


def test_reached_is_done_even_when_reports_are_missing(facts: Facts) -> None:
    union(facts, 2000)
    row = facts.of("union_purchase", "2022-09-30")["全区"]
    assert (row.reports_in, row.reports_due) == (0, 2)
    assert (row.status, row.reason) == ("已完成", "完成 2,000.0 万元，目标 2,000.0 万元")


def test_one_fen_short_of_the_target_is_not_done(facts: Facts) -> None:
    union(facts, 1999.999999)
    assert facts.of("union_purchase", "2022-06-30")["全区"].status == "超序时"


@pytest.mark.parametrize(
    ("indicator", "entity", "day", "done", "text"),
    [
        ("annual_plan", "莘庄镇", "2022-07-08", "0 份，目标 1 份", "，期限 2022-07-09"),
        ("monthly_bulletin", "2022-07", "2022-07-30", "0 次，目标 1 次", ""),
        ("product_catalogue", "全区", "2022-12-30", "0 份，目标 1 份", ""),
    ],
)
def test_what_has_a_day_is_open_until_it_and_overdue_at_its_end(
    facts: Facts, indicator: str, entity: str, day: str, done: str, text: str
) -> None:
    facts.add("event", "区合作交流办", "2022-01", [])
    closing = f"{day[:8]}{int(day[8:]) + 1:02d}"
    before, at_its_end = (facts.of(indicator, d)[entity] for d in (day, closing))
    assert (before.status, before.reason) == ("未到期", f"完成 {done}{text}，期限未到")
    assert (at_its_end.status, at_its_end.reason) == ("逾期", f"完成 {done}{text}，期限已过")


def test_what_has_no_pace_is_never_unreported(facts: Facts) -> None:
    facts.add("event", "区合作交流办", "2022-01", [])
    assert facts.of("summer_camp", "2022-11-30")["泽普县"].status == "未到期"


def test_not_reported_is_never_behind(facts: Facts) -> None:
    union(facts, 100)
    before = facts.of("union_purchase", "2022-08-24")["全区"]
    after = facts.of("union_purchase", "2022-08-25")["全区"]
    assert (before.status, before.reports_in, before.reports_due) == ("严重滞后", 0, 0)
    assert (after.status, after.reports_in, after.reports_due) == ("未报送", 0, 1)
    assert after.reason == "应报 1 份，一份未报"


def test_one_report_of_many_is_enough_to_be_judged_by_the_figures(facts: Facts) -> None:
    union(facts, 100, "2022-07", "2022-07-05")
    row = facts.of("union_purchase", "2022-10-31")["全区"]
    assert (row.status, row.reports_in, row.reports_due) == ("严重滞后", 1, 3)


def test_at_the_years_end_not_reported_goes_before_overdue(facts: Facts) -> None:
    union(facts, 100)
    assert facts.of("union_purchase", "2022-12-31")["全区"].status == "未报送"


def test_at_the_years_end_short_of_the_target_is_overdue(facts: Facts) -> None:
    union(facts, 1900, "2022-07", "2022-07-05")
    assert facts.of("union_purchase", "2022-12-30")["全区"].status == "滞后"
    row = facts.of("union_purchase", "2022-12-31")["全区"]
    assert row.status == "逾期"
    assert row.reason == (
        "完成 95.0%，序时 100.0%，落后 5.0 个百分点；全年已结束，未达目标 2,000.0 万元"
    )


def sold(facts: Facts, wan: dict[str, float], months: str = "2022-01~06") -> None:
    """Sales of counties in 万元; each is to reach 1,000 in the year."""
    rows = [
        {"county": c, "amount": w * 10_000, "counted_elsewhere": False, "sold_on": "2022-01-05"}
        for c, w in wan.items()
    ]
    facts.add("county_sale", "援滇保山小组", months, rows)


def test_the_bands_begin_at_their_borders(facts: Facts) -> None:
    wan = {"隆阳区": 550, "施甸县": 549.99, "龙陵县": 500, "昌宁县": 499.99}
    wan |= {"盐津县": 350, "大关县": 349.99, "永善县": 0}
    sold(facts, wan)
    found = facts.of("county_sale", "2022-06-30")
    # 500 are expected at half of the year; 1.10, 1.00 and 0.70 of it
    assert {name: found[name].status for name in wan} == {
        "隆阳区": "超序时",
        "施甸县": "达序时",
        "龙陵县": "达序时",
        "昌宁县": "滞后",
        "盐津县": "滞后",
        "大关县": "严重滞后",
        "永善县": "严重滞后",
    }


@pytest.mark.parametrize(
    ("day", "ahead", "on_pace", "behind"),
    # of 250, 750 and 500 expected: 1.10, 1.00 and 0.70 to the fen
    [
        ("2022-03-31", 275, 250, 175),
        ("2022-09-30", 825, 750, 525),
        ("2022-06-30", 550, 500, 350),
    ],
)
def test_a_figure_on_a_border_belongs_to_the_better_band_in_every_month(
    facts: Facts, day: str, ahead: float, on_pace: float, behind: float
) -> None:
    sold(facts, {"隆阳区": ahead, "施甸县": on_pace, "龙陵县": behind}, "2022-01~08")
    found = facts.of("county_sale", day)
    statuses = [found[name].status for name in ("隆阳区", "施甸县", "龙陵县")]
    assert statuses == ["超序时", "达序时", "滞后"]


def test_a_rate_is_judged_like_a_sum(facts: Facts) -> None:
    row = {"project_no": "甲", "level": "区级", "planned": 1000, "invested": 300, "allocated": 0}
    facts.add("project", "援滇保山小组", "2022-01", [row])
    facts.add("project", "援滇保山小组", "2022-06", [row])
    found = facts.of("investment_rate", "2022-06-30")["甲"]
    # 30 of 90 is a third of the target, against a half
    assert (found.status, found.actual, found.expected) == ("严重滞后", 30.0, 45.0)
    assert found.reason == ("完成 33.3%，序时 50.0%，落后 16.7 个百分点；余下每月需 10.0%")
