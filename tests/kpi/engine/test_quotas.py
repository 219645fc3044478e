"""Which target is in force: by its day, by what was known, and by whose it is."""

import pytest
from facts import Facts, Row

OFFICE = "区合作交流办"


def quota(
    indicator: str, target: float | None, effective_on: str, unit: str | None = "全区"
) -> Row:
    return {
        "indicator": indicator,
        "unit": unit,
        "target": target,
        "effective_on": effective_on,
        "basis": "市下达",
    }


def send(facts: Facts, *rows: Row, received: str = "2022-02-01") -> None:
    facts.add("quota", OFFICE, "2022-01~12", list(rows), received=received)


def test_a_quota_is_in_force_from_its_own_day(facts: Facts) -> None:
    send(facts, quota("union_purchase", 2500, "2022-06-01"))
    assert facts.of("union_purchase", "2022-05-31")["全区"].target == 2000.0
    assert facts.of("union_purchase", "2022-06-01")["全区"].target == 2500.0


def test_an_indicator_whose_quota_is_not_told_yet_waits(facts: Facts) -> None:
    send(facts, quota("charter_tour", 350, "2022-06-01", unit=None))
    before = facts.of("charter_tour", "2022-05-31")["全区"]
    after = facts.of("charter_tour", "2022-06-01")["全区"]
    assert (before.target, before.status, before.rate) == (None, "待下达", None)
    assert (before.expected, before.pace_gap_points) == (None, None)
    assert before.reason == "目标由市里下达，尚未收到；已完成 0 人"
    assert (after.target, after.status) == (350.0, "严重滞后")


def test_a_quota_of_the_form_goes_before_the_plans_of_the_same_day(facts: Facts) -> None:
    send(facts, quota("union_purchase", 2200, "2022-01-01"))
    assert facts.of("union_purchase", "2022-03-31")["全区"].target == 2200.0


def test_a_quota_is_unknown_until_it_has_arrived(facts: Facts) -> None:
    send(facts, quota("charter_tour", 350, "2022-01-01"), received="2022-05-10")
    assert facts.of("charter_tour", "2022-03-31", "2022-05-09")["全区"].target is None
    assert facts.of("charter_tour", "2022-03-31", "2022-05-10")["全区"].target == 350.0


def test_the_newest_day_of_effect_wins_whichever_arrived_last(facts: Facts) -> None:
    send(facts, quota("charter_tour", 400, "2022-03-01"), received="2022-02-01")
    send(facts, quota("charter_tour", 350, "2022-01-01"), received="2022-02-20")
    assert facts.of("charter_tour", "2022-02-28")["全区"].target == 350.0
    assert facts.of("charter_tour", "2022-03-01")["全区"].target == 400.0


def test_of_two_quotas_of_one_day_the_later_arrival_wins(facts: Facts) -> None:
    send(facts, quota("charter_tour", 400, "2022-03-01"), received="2022-02-20")
    send(facts, quota("charter_tour", 350, "2022-03-01"), received="2022-02-10")
    assert facts.of("charter_tour", "2022-03-01", "2022-02-15")["全区"].target == 350.0
    assert facts.of("charter_tour", "2022-03-01", "2022-02-20")["全区"].target == 400.0


def test_an_entitys_own_quota_leaves_the_others_with_the_one_for_each(facts: Facts) -> None:
    send(facts, quota("job_fair", 3, "2022-01-01", "施甸县"))
    found = facts.of("job_fair", "2022-03-31")
    assert (found["施甸县"].target, found["龙陵县"].target) == (3.0, 1.0)
    # 8 counties with one each, and three
    assert found["全区（合计）"].target == 11.0


def test_a_quota_for_one_town_changes_the_total_of_its_kind(facts: Facts) -> None:
    send(facts, quota("enterprise_purchase", 350, "2022-07-01", "莘庄镇"))
    before = facts.of("enterprise_purchase", "2022-06-30")
    after = facts.of("enterprise_purchase", "2022-07-01")
    # 9 × 300 for the towns, 3,800 in all
    assert (before["镇（合计）"].target, before["全区（合计）"].target) == (2700.0, 3800.0)
    assert (after["镇（合计）"].target, after["全区（合计）"].target) == (2750.0, 3850.0)


def test_a_canteens_own_ratio_goes_before_any_quota(facts: Facts) -> None:
    send(facts, quota("canteen_share", 30, "2022-01-01", "甲"))
    row = {"budget_unit": "甲", "annual_total": 100, "purchased": 12, "reserved_ratio": 12.0}
    facts.add("canteen", "区财政局", "2022-08", [row])
    assert facts.of("canteen_share", "2022-08-31")["甲"].target == 12.0


def test_a_quota_of_the_average_holds_for_the_district_alone(facts: Facts) -> None:
    send(facts, quota("teachers_posted", 3, "2022-01-01", "全区"))
    found = facts.of("teachers_posted", "2022-03-31")
    assert (found["全区"].target, found["施甸县"].target) == (3.0, 2.0)


@pytest.mark.parametrize(
    ("indicator", "entity", "unit"),
    [
        ("union_purchase", "全区", "全区"),
        ("job_fair", "施甸县", "施甸县"),
        ("teachers_posted", "全区", "全区"),
    ],
)
def test_a_target_of_nothing_is_no_target_and_never_green(
    facts: Facts, indicator: str, entity: str, unit: str
) -> None:
    send(facts, quota(indicator, 0, "2022-01-01", unit))
    row = facts.of(indicator, "2022-03-31")[entity]
    assert (row.target, row.status, row.rate) == (None, "待下达", None)


def test_a_quota_that_is_taken_back_leaves_the_indicator_waiting(facts: Facts) -> None:
    send(facts, quota("charter_tour", 350, "2022-01-01"), quota("charter_tour", None, "2022-06-01"))
    assert facts.of("charter_tour", "2022-05-31")["全区"].target == 350.0
    assert facts.of("charter_tour", "2022-06-01")["全区"].status == "待下达"
