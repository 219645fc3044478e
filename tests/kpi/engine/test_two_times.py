"""When it happened and when we knew: later submissions, corrections and additions."""

import pytest
from facts import Facts, Row

UNION = "区总工会"


def bought(*amounts: tuple[str, float]) -> list[Row]:
    """Union purchases as day and 万元."""
    return [
        {"category": "工会福利", "purchased_on": day, "amount": wan * 10_000}
        for day, wan in amounts
    ]


def third_quarter(facts: Facts, received: str = "2022-10-10") -> None:
    rows = bought(("2022-07-05", 10), ("2022-08-05", 20), ("2022-09-05", 30))
    facts.add("purchase", UNION, "2022-07~09", rows, received=received)


def done(facts: Facts, as_of: str = "2022-09-30", known_at: str | None = None) -> float | None:
    return facts.of("union_purchase", as_of, known_at)["全区"].actual


def test_a_later_submission_changes_nothing_at_an_earlier_moment(facts: Facts) -> None:
    third_quarter(facts, received="2022-10-10")
    as_the_meeting_saw_it = facts.rows("2022-09-30", "2022-10-12")
    facts.add("purchase", UNION, "2022-08", bought(("2022-08-05", 99)), received="2022-10-13")
    facts.add("purchase", "莘庄镇", "2022-08", [], received="2022-10-14")
    quota = {"indicator": "union_purchase", "unit": "全区", "target": 1.0}
    quota |= {"effective_on": "2022-01-01", "basis": "市"}
    facts.add("quota", "区合作交流办", "2022-01", [quota], received="2022-10-15")
    assert facts.rows("2022-09-30", "2022-10-12") == as_the_meeting_saw_it
    assert facts.rows("2022-09-30", "2022-10-15") != as_the_meeting_saw_it


def test_a_corrected_august_replaces_august_and_leaves_the_others(facts: Facts) -> None:
    third_quarter(facts)
    facts.add("purchase", UNION, "2022-08", bought(("2022-08-20", 25)), received="2022-10-20")
    # 10 + 25 + 30; before it was known, 10 + 20 + 30
    assert done(facts) == 65.0
    assert done(facts, known_at="2022-10-19") == 60.0
    assert (done(facts, "2022-08-19"), done(facts, "2022-08-20")) == (10.0, 35.0)


def test_a_correction_without_rows_empties_its_month(facts: Facts) -> None:
    third_quarter(facts)
    facts.add("purchase", UNION, "2022-08", [], received="2022-10-20")
    assert done(facts) == 40.0


def test_another_units_august_and_another_form_replace_nothing(facts: Facts) -> None:
    third_quarter(facts)
    facts.add("purchase", "区经委", "2022-08", bought(("2022-08-06", 5)), received="2022-10-20")
    facts.add("event", UNION, "2022-08", [], received="2022-10-21")
    assert done(facts) == 65.0


def test_an_addition_leaves_what_was_there(facts: Facts) -> None:
    third_quarter(facts)
    more = bought(("2022-08-20", 5))
    facts.add("purchase", UNION, "2022-08", more, received="2022-10-20", mode="append")
    facts.add("purchase", UNION, "2022-08", more, received="2022-10-21", mode="append")
    assert (done(facts), done(facts, known_at="2022-10-20")) == (70.0, 65.0)


def test_a_replacement_takes_the_place_of_what_was_added_before_it_too(facts: Facts) -> None:
    third_quarter(facts)
    more = bought(("2022-08-20", 5))
    facts.add("purchase", UNION, "2022-08", more, received="2022-10-20", mode="append")
    facts.add("purchase", UNION, "2022-08", bought(("2022-08-21", 1)), received="2022-10-22")
    assert done(facts) == 41.0


def test_the_moment_of_arrival_goes_before_the_order_in_the_ledger(facts: Facts) -> None:
    facts.add("purchase", UNION, "2022-08", bought(("2022-08-05", 10)), received="2022-09-20")
    facts.add("purchase", UNION, "2022-08", bought(("2022-08-05", 90)), received="2022-09-10")
    assert done(facts) == 10.0
    assert done(facts, known_at="2022-09-15") == 90.0


def test_of_two_arrivals_at_one_moment_the_later_in_the_ledger_speaks(facts: Facts) -> None:
    for wan in (90, 10):
        facts.add("purchase", UNION, "2022-08", bought(("2022-08-05", wan)), received="2022-09-10")
    assert done(facts) == 10.0


@pytest.mark.parametrize(
    ("known_at", "actual"),
    # it came at 09:00 in Shanghai, 01:00 UTC
    [
        ("2022-08-29", 0.0),
        ("2022-08-30", 10.0),
        ("2022-08-30T08:59", 0.0),
        ("2022-08-30T09:00", 10.0),
        ("2022-08-30T01:00+00:00", 10.0),
        ("2022-08-30T00:59+00:00", 0.0),
    ],
)
def test_a_bare_day_is_known_to_its_end_in_shanghai(
    facts: Facts, known_at: str, actual: float
) -> None:
    facts.add("purchase", UNION, "2022-08", bought(("2022-08-05", 10)), received="2022-08-30")
    assert done(facts, "2022-08-31", known_at) == actual


def test_a_newer_months_table_that_is_not_known_yet_does_not_hide_the_older(
    facts: Facts,
) -> None:
    for month, people, received in (("08", 8, "2022-09-10"), ("09", 16, "2022-10-10")):
        row = {"kind": "教师", "county": "施甸县", "people": people, "starts_on": "2022-01-01"}
        facts.add("posting", "区教育局", f"2022-{month}", [row], received=received)
    assert facts.of("teachers_posted", "2022-10-31", "2022-10-09")["全区"].actual == 1.0
    assert facts.of("teachers_posted", "2022-10-31", "2022-10-10")["全区"].actual == 2.0


def test_an_older_months_table_that_comes_late_changes_only_the_past(facts: Facts) -> None:
    for month, people, received in (("09", 16, "2022-10-10"), ("08", 8, "2022-10-20")):
        row = {"kind": "教师", "county": "施甸县", "people": people, "starts_on": "2022-01-01"}
        facts.add("posting", "区教育局", f"2022-{month}", [row], received=received)
    assert facts.of("teachers_posted", "2022-10-31")["全区"].actual == 2.0
    assert facts.of("teachers_posted", "2022-09-29")["全区"].actual == 1.0


def test_parts_sum_to_the_whole(facts: Facts) -> None:
    units = facts.plan.reference.units_of("subdistrict", "town", "industrial_zone")[:5]
    for wan, unit in enumerate(units, start=1):
        rows = [{"category": "企业动员", "purchased_on": "2022-03-05", "amount": wan * 10_001}]
        facts.add("purchase", unit, "2022-03", rows)
    found = facts.of("enterprise_purchase", "2022-03-31").values()
    parts = sum(r.actual or 0 for r in found if r.level == "entity")
    # (1 + 2 + 3 + 4 + 5) × 1.0001
    assert parts == pytest.approx(15.0015)
    assert [r.actual for r in found if r.entity == "全区（合计）"] == [pytest.approx(parts)]
