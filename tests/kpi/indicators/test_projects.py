"""Aid projects: on time or not, the two rates, and which month's table counts."""

from datetime import date

import pytest
from facts import Facts, Row

BAOSHAN, ZHAOTONG = "援滇保山小组", "援滇昭通小组"
ON_TIME = pytest.mark.parametrize(
    ("indicator", "level"),
    [
        ("district_project_on_time", "区级"),
        ("township_project_on_time", "乡镇结对"),
        ("village_project_on_time", "村企结对"),
    ],
)


def dated(number: str, level: str, planned: str, approved: str, funded: str | None) -> Row:
    return project(number, level) | {
        "planned_on": planned,
        "approved_on": approved,
        "funded_on": funded,
    }


def project(number: str, level: str, planned: int = 1, invested: int = 0, paid: int = 0) -> Row:
    return {
        "project_no": number,
        "level": level,
        "planned": planned,
        "invested": invested,
        "allocated": paid,
    }


@ON_TIME
def test_a_project_is_on_time_when_all_three_dates_are_up_to_the_deadline_day(
    facts: Facts, indicator: str, level: str
) -> None:
    rows = [dated("甲", level, "2022-07-20", "2022-07-20", "2022-07-20")]
    rows += [dated("乙", level, "2022-05-01", "2022-06-01", "2022-07-21")]
    rows += [dated("丙", level, "2022-05-01", "2022-06-01", None)]
    rows += [dated("丁", "市级", "2022-05-01", "2022-06-01", "2022-07-01")]
    facts.add("project", BAOSHAN, "2022-07", rows)
    found = facts.of(indicator, "2022-07-31")
    shown = {n: (r.actual, r.numerator, r.denominator, r.status) for n, r in found.items()}
    assert shown.pop("全区（合计）") == (pytest.approx(100 / 3), 1.0, 3.0, "逾期")
    assert shown == {
        "甲": (100.0, 1.0, 1.0, "已完成"),
        "乙": (0.0, 0.0, 1.0, "逾期"),
        "丙": (0.0, 0.0, 1.0, "逾期"),
    }
    assert (found["甲"].target, found["甲"].deadline) == (100.0, date(2022, 7, 20))


def test_a_project_without_its_dates_is_not_overdue_before_the_deadline(facts: Facts) -> None:
    facts.add("project", BAOSHAN, "2022-06", [project("甲", "区级")])
    before = facts.of("district_project_on_time", "2022-07-19")["甲"]
    after = facts.of("district_project_on_time", "2022-07-20")["甲"]
    assert (before.actual, before.status, after.status) == (0.0, "未到期", "逾期")


def test_the_two_rates_are_money_over_the_planned_investment(facts: Facts) -> None:
    rows = [project("区", "区级", 1_000_000, 450_000, 900_000)]
    rows += [project("市", "市级", 3_000_000, 2_700_000, 300_000)]
    rows += [project("乡", "乡镇结对", 100, 100, 100), project("村", "村企结对", 100, 100, 100)]
    facts.add("project", BAOSHAN, "2022-08", rows)
    invested = facts.of("investment_rate", "2022-08-31")
    paid = facts.of("disbursement_rate", "2022-08-31")
    assert set(invested) == set(paid) == {"区", "市", "全区（合计）"}
    assert (invested["区"].actual, invested["市"].actual) == (45.0, 90.0)
    assert (paid["区"].actual, paid["市"].actual) == (90.0, 10.0)
    assert (paid["市"].numerator, paid["市"].denominator) == (300_000.0, 3_000_000.0)
    assert (invested["区"].target, invested["市"].status) == (90.0, "已完成")


def test_a_project_without_planned_investment_has_no_rate(facts: Facts) -> None:
    facts.add("project", BAOSHAN, "2022-08", [project("甲", "区级", 0, 5, 5)])
    row = facts.of("investment_rate", "2022-08-31")["甲"]
    assert (row.actual, row.numerator, row.denominator, row.rate) == (None, 5.0, 0.0, None)
    # nothing to judge is never red
    assert (row.status, row.reason) == ("未到期", "分母为 0，算不出完成率")


def test_a_project_without_a_rate_does_not_hold_up_the_total(facts: Facts) -> None:
    rows = [project("甲", "区级", 0, 5, 5), project("乙", "区级", 100, 100, 0)]
    facts.add("project", BAOSHAN, "2022-08", rows)
    row = facts.of("investment_rate", "2022-08-31")["全区（合计）"]
    assert (row.met, row.entities, row.status) == (1, 1, "已完成")


def test_the_newest_table_of_each_unit_counts_from_the_end_of_its_month(facts: Facts) -> None:
    facts.add("project", BAOSHAN, "2022-08", [project("甲", "区级", 100, 10)])
    facts.add("project", ZHAOTONG, "2022-08", [project("乙", "区级", 100, 20)])
    facts.add("project", BAOSHAN, "2022-09", [project("甲", "区级", 100, 60)])
    before = facts.of("investment_rate", "2022-09-29")
    after = facts.of("investment_rate", "2022-09-30")
    assert (before["甲"].actual, before["乙"].actual) == (10.0, 20.0)
    assert (after["甲"].actual, after["乙"].actual) == (60.0, 20.0)


def test_a_project_that_is_gone_from_the_newest_table_is_gone(facts: Facts) -> None:
    rows = [project("甲", "区级", 100, 10), project("乙", "区级", 100, 10)]
    facts.add("project", BAOSHAN, "2022-08", rows)
    facts.add("project", BAOSHAN, "2022-09", [project("乙", "区级", 100, 30)])
    assert set(facts.of("investment_rate", "2022-09-30")) == {"乙", "全区（合计）"}


def test_nothing_counts_before_the_first_table_has_ended(facts: Facts) -> None:
    facts.add("project", BAOSHAN, "2022-08", [project("甲", "区级", 100, 10)])
    assert facts.of("investment_rate", "2022-08-30") == {}
