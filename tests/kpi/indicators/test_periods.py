"""Indicators counted once in each quarter, month or two months that has begun."""

import pytest
from facts import Facts

OFFICE = "区合作交流办"


def event(kind: str, held_on: str) -> dict[str, str]:
    return {"kind": kind, "unit": OFFICE, "held_on": held_on}


def test_a_quarterly_meeting_counts_in_its_quarter(facts: Facts) -> None:
    held = ("2022-01-10", "2022-03-31", "2022-07-01")
    facts.add("event", OFFICE, "2022-01~07", [event("工作例会", day) for day in held])
    rows = facts.of("quarterly_meeting", "2022-07-01")
    del rows["全区（合计）"]
    assert {name: (r.actual, r.target) for name, r in rows.items()} == {
        "2022-Q1": (2.0, 1.0),
        "2022-Q2": (0.0, 1.0),
        "2022-Q3": (1.0, 1.0),
    }


def test_a_quarter_begins_on_its_first_day(facts: Facts) -> None:
    facts.add("event", OFFICE, "2022-01", [])
    assert "2022-Q3" not in facts.of("quarterly_meeting", "2022-06-30")
    assert "2022-Q3" in facts.of("quarterly_meeting", "2022-07-01")


@pytest.mark.parametrize(
    ("indicator", "kind"),
    [("monthly_bulletin", "情况通报"), ("publicity_statistics", "宣传统计")],
)
def test_a_monthly_duty_has_a_row_for_each_month_begun(
    facts: Facts, indicator: str, kind: str
) -> None:
    rows = [event(kind, "2022-01-31"), event("工作例会", "2022-02-10"), event(kind, "2022-03-01")]
    facts.add("event", OFFICE, "2022-01~03", rows)
    found = facts.of(indicator, "2022-03-01")
    assert {name: (r.actual, r.target, r.status) for name, r in found.items()} == {
        "2022-01": (1.0, 1.0, "已完成"),
        "2022-02": (0.0, 1.0, "逾期"),
        "2022-03": (1.0, 1.0, "已完成"),
        "全区（合计）": (2.0, 3.0, "逾期"),
    }


def test_an_inspection_counts_in_its_two_months(facts: Facts) -> None:
    held = ("2022-02-28", "2022-03-01", "2022-04-30")
    facts.add("event", OFFICE, "2022-01~04", [event("督查检查", day) for day in held])
    rows = facts.of("field_inspection", "2022-05-01")
    del rows["全区（合计）"]
    assert {name: (r.actual, r.target, r.status) for name, r in rows.items()} == {
        "2022-01~02": (1.0, 1.0, "已完成"),
        "2022-03~04": (2.0, 1.0, "已完成"),
        "2022-05~06": (0.0, 1.0, "未到期"),
    }


def test_an_event_after_the_day_asked_for_does_not_count_yet(facts: Facts) -> None:
    facts.add("event", OFFICE, "2022-03", [event("情况通报", "2022-03-15")])
    assert facts.of("monthly_bulletin", "2022-03-14")["2022-03"].actual == 0.0
    assert facts.of("monthly_bulletin", "2022-03-15")["2022-03"].actual == 1.0


def test_a_period_is_overdue_only_from_the_end_of_its_last_day(facts: Facts) -> None:
    facts.add("event", OFFICE, "2022-01", [])
    open_still = facts.of("field_inspection", "2022-02-27")["2022-01~02"]
    closed = facts.of("field_inspection", "2022-02-28")["2022-01~02"]
    assert (open_still.status, closed.status) == ("未到期", "逾期")
    assert (closed.deadline, closed.elapsed) == (None, 2 / 12)


def test_an_event_of_the_year_before_belongs_to_no_period(facts: Facts) -> None:
    facts.add("event", OFFICE, "2021-12", [event("工作例会", "2021-12-30")])
    assert facts.of("quarterly_meeting", "2022-01-01")["2022-Q1"].actual == 0.0
