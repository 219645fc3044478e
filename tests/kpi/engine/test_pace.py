"""序时: how much of the year is gone, and what that asks of a figure."""

from datetime import date
from pathlib import Path

import pytest
from facts import Facts

from kpi.engine.pace import elapsed, months_gone
from kpi.plan import Plan
from kpi.plan.models import Weights


@pytest.mark.parametrize(
    ("day", "months"),
    [
        ("2021-12-31", 0),
        ("2022-01-01", 1 / 31),
        ("2022-01-31", 1),
        ("2022-02-14", 1.5),
        ("2022-04-30", 4),
        ("2022-07-31", 7),
        ("2022-09-15", 8.5),
        ("2022-12-31", 12),
        ("2023-03-31", 12),
    ],
)
def test_elapsed_is_full_months_and_the_running_one_in_its_part(
    plan: Plan, day: str, months: float
) -> None:
    as_of = date.fromisoformat(day)
    assert months_gone(as_of, plan) == pytest.approx(months)
    assert elapsed(plan.indicator("union_purchase"), as_of, plan) == pytest.approx(months / 12)


@pytest.mark.parametrize(
    ("day", "share"),
    [
        ("2021-12-31", 0),
        ("2022-03-31", 0),
        ("2022-04-15", 0.5 / 12),
        ("2022-09-30", 6 / 12),
        ("2022-11-15", 9 / 12),  # 6 + 2 + half of 2
        ("2022-12-31", 1),
    ],
)
def test_elapsed_follows_an_indicators_own_weights(plan: Plan, day: str, share: float) -> None:
    weights = Weights(weights=(0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2))
    indicator = plan.indicator("union_purchase").model_copy(update={"pacing": weights})
    assert elapsed(indicator, date.fromisoformat(day), plan) == pytest.approx(share)


def test_before_its_first_weighted_month_an_indicator_has_not_begun(
    tmp_path: Path, plan: Plan
) -> None:
    weights = Weights(weights=(0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2))
    weighted = tuple(
        i.model_copy(update={"pacing": weights}) if i.code == "union_purchase" else i
        for i in plan.indicators
    )
    facts = Facts(tmp_path / "store", plan.model_copy(update={"indicators": weighted}))
    facts.add("purchase", "区总工会", "2022-03", [])
    row = facts.of("union_purchase", "2022-03-31")["全区"]
    assert (row.status, row.reason) == ("未到期", "尚未开始，目标 2,000.0 万元")
    assert (row.elapsed, row.expected, row.pace_gap_points) == (0.0, 0.0, 0.0)
    # 6 of 12 by the end of September, not 9
    assert facts.of("union_purchase", "2022-09-30")["全区"].expected == 1000.0


def bought(facts: Facts, yuan: float, on: str) -> None:
    rows = [{"category": "工会福利", "purchased_on": on, "amount": yuan}]
    facts.add("purchase", "区总工会", on[:7], rows)


def test_42_02_per_cent_at_the_end_of_april_is_8_69_points_ahead(facts: Facts) -> None:
    bought(facts, 8_404_000, "2022-04-30")
    row = facts.of("union_purchase", "2022-04-30")["全区"]
    # 840.4 / 2000 = 42.02 %, 4 / 12 = 33.33 %, 2000 / 3 = 666.67; (2000 - 840.4) / 8 = 144.95
    assert (row.actual, row.rate) == (840.4, pytest.approx(0.4202))
    assert row.elapsed == pytest.approx(0.333333, abs=1e-6)
    assert row.expected == pytest.approx(666.67, abs=0.005)
    assert row.pace_gap_points == pytest.approx(8.69, abs=0.005)
    assert row.needed_per_month == pytest.approx(144.95)
    assert row.status == "超序时"
    assert row.reason.startswith("完成 42.0%，序时 33.3%，超前 8.7 个百分点；余下每月需 ")


def test_what_is_needed_per_month_counts_the_running_month_in_its_part(facts: Facts) -> None:
    bought(facts, 1_100_000, "2022-02-14")
    row = facts.of("union_purchase", "2022-02-14")["全区"]
    # (2000 - 110) / (12 - 1.5) = 180; 2000 × 1.5 / 12 = 250; 5.5 % against 12.5 %
    assert (row.needed_per_month, row.expected) == (180.0, 250.0)
    assert row.pace_gap_points == pytest.approx(-7.0)
    assert row.reason == "完成 5.5%，序时 12.5%，落后 7.0 个百分点；余下每月需 180.0 万元"


def test_nothing_is_needed_once_the_target_is_reached_or_the_year_is_over(facts: Facts) -> None:
    bought(facts, 19_000_000, "2022-09-01")
    over = facts.of("union_purchase", "2022-12-31")["全区"]
    assert (over.needed_per_month, over.expected, over.elapsed) == (None, 2000.0, 1.0)
    bought(facts, 1_000_000, "2022-10-01")
    assert facts.of("union_purchase", "2022-11-30")["全区"].needed_per_month is None


def test_an_indicator_without_a_pace_has_no_expectation(facts: Facts) -> None:
    row = facts.add("event", "区经委", "2022-04", []).of("product_catalogue", "2022-04-30")["全区"]
    assert (row.expected, row.pace_gap_points, row.needed_per_month, row.forecast) == (None,) * 4
    assert row.rate == 0.0


def test_the_forecast_starts_after_three_months_and_goes_on_at_the_present_pace(
    facts: Facts,
) -> None:
    bought(facts, 3_000_000, "2022-02-14")
    assert facts.of("union_purchase", "2022-03-30")["全区"].forecast is None
    # 300 in a quarter, in half a year
    assert facts.of("union_purchase", "2022-03-31")["全区"].forecast == pytest.approx(1200.0)
    assert facts.of("union_purchase", "2022-06-30")["全区"].forecast == pytest.approx(600.0)
