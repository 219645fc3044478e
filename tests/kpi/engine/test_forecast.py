"""What the year will end at, as a range; hand-worked: see docs/forecast.md for the method."""

from datetime import date
from math import sqrt
from pathlib import Path

import pytest
from facts import Facts

from kpi.engine.forecast import range_factor
from kpi.plan import Plan
from kpi.plan.models import Weights

Range = tuple[float | None, float | None, float | None]


def bought(facts: Facts, *wan: float, unit: str = "区总工会", kind: str = "工会福利") -> Facts:
    """Purchases in 万元, January first, each on the 15th."""
    rows = [
        {"category": kind, "purchased_on": f"2022-{n:02d}-15", "amount": w * 10_000}
        for n, w in enumerate(wan, start=1)
        if w
    ]
    return facts.add("purchase", unit, f"2022-01~{len(wan):02d}", rows)


def forecast(facts: Facts, as_of: str, code: str = "union_purchase", entity: str = "全区") -> Range:
    row = facts.of(code, as_of)[entity]
    return row.forecast_low, row.forecast, row.forecast_high


def test_before_three_months_are_complete_there_is_none(facts: Facts) -> None:
    bought(facts, 100, 100, 100)
    assert forecast(facts, "2022-03-30") == (None, None, None)
    assert forecast(facts, "2022-03-31") != (None, None, None)


def test_even_months_leave_nothing_open(facts: Facts) -> None:
    bought(facts, 100, 100, 100)
    assert forecast(facts, "2022-03-31") == pytest.approx((1200.0, 1200.0, 1200.0))


def test_the_range_comes_from_the_spread_of_the_months(facts: Facts) -> None:
    bought(facts, 90, 100, 110)
    # s = 10, n = 3, 9 months left: 2.920 × 10 × (√9 + 9 / √3) = 239.33
    half = 2.920 * 10 * (3 + 9 / sqrt(3))
    assert half == pytest.approx(239.33, abs=0.005)
    assert forecast(facts, "2022-03-31") == pytest.approx((1200 - half, 1200, 1200 + half))


def test_a_month_without_a_row_is_a_month_of_nothing(facts: Facts) -> None:
    bought(facts, 0, 60, 0, 60)
    # 120 / 4 × 12 = 360; s = √(4 × 30² / 3) = 34.64; 2.353 × 34.64 × (√8 + 8 / 2) = 556.6
    low, point, high = forecast(facts, "2022-04-30")
    assert point == pytest.approx(360.0)
    assert high == pytest.approx(360 + 556.6, abs=0.05)
    # what is done is done: not 360 - 556.6
    assert low == pytest.approx(120.0)


def test_the_running_month_counts_in_its_part(facts: Facts) -> None:
    bought(facts, 90, 100, 110, 50)
    # 350 / (3.5 / 12) = 1200; the spread is that of the three complete months, 8.5 are left
    half = 2.920 * 10 * (sqrt(8 + 0.25) + 8.5 / sqrt(3))
    assert forecast(facts, "2022-04-15") == pytest.approx((1200 - half, 1200, 1200 + half))


def test_at_the_years_end_the_forecast_is_the_figure(facts: Facts) -> None:
    bought(facts, 90, 100, 110)
    assert forecast(facts, "2022-12-31") == pytest.approx((300.0, 300.0, 300.0))


def test_a_roll_up_has_the_spread_of_its_own_months(facts: Facts) -> None:
    bought(facts, 90, 100, 110, unit="莘庄镇", kind="企业动员")
    bought(facts, 110, 100, 90, unit="七宝镇", kind="企业动员")
    # each varies, their sum does not: 200 a month
    code = "enterprise_purchase"
    assert forecast(facts, "2022-03-31", code, "镇（合计）") == pytest.approx((2400.0,) * 3)
    low, _, high = forecast(facts, "2022-03-31", code, "莘庄镇")
    assert low is not None
    assert high is not None
    assert high - low == pytest.approx(2 * 239.33, abs=0.02)


def test_a_group_named_in_two_months_belongs_to_the_first(facts: Facts) -> None:
    rows = [
        {"group_no": no, "kind": "旅游", "departs_on": day, "people": 20, "destination": "施甸县"}
        for no, day in (
            ("甲", "2022-01-05"),
            ("甲", "2022-02-05"),
            ("乙", "2022-02-06"),
            ("丙", "2022-03-05"),
        )
    ]
    facts.add("tour", "区文旅局", "2022-01~03", rows)
    # one group a month
    assert forecast(facts, "2022-03-31", "tour_group") == pytest.approx((12.0, 12.0, 12.0))


def test_weights_shape_the_point_and_the_range(tmp_path: Path, plan: Plan) -> None:
    weights = Weights(weights=(4, 2, 2, 0, 0, 0, 0, 0, 4, 0, 0, 0))
    weighted = tuple(
        i.model_copy(update={"pacing": weights}) if i.code == "union_purchase" else i
        for i in plan.indicators
    )
    facts = Facts(tmp_path / "store", plan.model_copy(update={"indicators": weighted}))
    bought(facts, 400, 180, 220)
    # 800 in 8 of 12; per unit of weight 100, 90, 110: s = 10; 4 are left, all in September
    half = 2.920 * 10 * (4 + 4 / sqrt(3))
    assert forecast(facts, "2022-03-31") == pytest.approx((1200 - half, 1200, 1200 + half))
    # a month without weight tells nothing: as much is known at the end of August
    assert forecast(facts, "2022-08-31") == forecast(facts, "2022-03-31")


@pytest.mark.parametrize("code", ["product_catalogue", "investment_rate", "quarterly_meeting"])
def test_what_is_no_flow_has_no_forecast(plan: Plan, code: str) -> None:
    assert range_factor(plan.indicator(code), date(2022, 9, 30), plan) is None
