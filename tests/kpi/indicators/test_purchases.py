"""Purchases, canteens and the counties' own sales: money, shares, and what must not count twice."""

import pytest
from facts import Facts, Row


def purchase(category: str, amount: float, on: str = "2022-03-05") -> Row:
    return {"category": category, "purchased_on": on, "amount": amount}


def test_bulk_and_direct_purchases_make_one_figure_less_what_was_returned(facts: Facts) -> None:
    rows = [purchase("大宗批发", 12_345.67), purchase("直采直购", 100_000)]
    rows += [purchase("大宗批发", -2_345.67), purchase("工会福利", 1), purchase("食堂采购", 1)]
    facts.add("purchase", "区经委", "2022-03", rows)
    row = facts.of("bulk_purchase", "2022-03-31")["全区"]
    # 12,345.67 - 2,345.67 + 100,000 = 110,000 元
    assert (row.actual, row.target, row.rate) == (11.0, 5000.0, 0.0022)
    assert (row.numerator, row.denominator) == (None, None)


def test_union_purchases_count_whoever_reported_them(facts: Facts) -> None:
    facts.add("purchase", "区总工会", "2022-03", [purchase("工会福利", 300_000)])
    facts.add("purchase", "莘庄镇", "2022-03", [purchase("工会福利", 50_000.5)])
    facts.add("purchase", "七宝镇", "2022-03", [purchase("企业动员", 990_000)])
    row = facts.of("union_purchase", "2022-03-31")["全区"]
    assert (row.actual, row.target) == (pytest.approx(35.00005), 2000.0)


def test_enterprise_purchases_belong_to_the_unit_that_reported_them(facts: Facts) -> None:
    mine = purchase("企业动员", 120_000) | {"purchaser": "七宝镇某公司"}
    facts.add("purchase", "莘庄镇", "2022-03", [mine, purchase("工会福利", 70_000)])
    facts.add("purchase", "古美街道", "2022-03", [purchase("企业动员", 50_000)])
    facts.add("purchase", "莘庄工业区", "2022-03", [purchase("企业动员", 30_000)])
    facts.add("purchase", "区经委", "2022-03", [purchase("企业动员", 10_000)])
    found = facts.of("enterprise_purchase", "2022-03-31")
    assert (found["莘庄镇"].actual, found["莘庄镇"].target) == (12.0, 300.0)
    assert (found["古美街道"].actual, found["古美街道"].target) == (5.0, 200.0)
    assert (found["莘庄工业区"].actual, found["莘庄工业区"].target) == (3.0, 300.0)
    assert (found["七宝镇"].actual, "区经委" in found) == (0.0, False)


def test_a_purchase_counts_from_the_day_it_was_made(facts: Facts) -> None:
    days = ("2022-03-30", "2022-03-31")
    rows = [purchase("企业动员", 10_000, day) for day in days]
    facts.add("purchase", "莘庄镇", "2022-03", rows)
    assert facts.of("enterprise_purchase", "2022-03-30")["莘庄镇"].actual == 1.0
    assert facts.of("enterprise_purchase", "2022-03-31")["莘庄镇"].actual == 2.0


def canteen(unit: str, total: float, bought: float, **more: object) -> Row:
    return {"budget_unit": unit, "annual_total": total, "purchased": bought, **more}


def test_a_canteens_share_is_held_against_its_own_ratio_or_ten_per_cent(facts: Facts) -> None:
    rows = [canteen("甲", 500_000, 60_000, has_canteen=True, reserved_ratio=15.0)]
    rows += [canteen("乙", 200_000, 30_000), canteen("丙", 100_000, 90_000, has_canteen=False)]
    facts.add("canteen", "区财政局", "2022-08", rows)
    found = facts.of("canteen_share", "2022-08-31")
    assert set(found) == {"甲", "乙", "全区（合计）"}
    first, second = found["甲"], found["乙"]
    assert (first.actual, first.numerator, first.denominator) == (12.0, 60_000.0, 500_000.0)
    assert (first.target, second.actual, second.target) == (15.0, 15.0, 10.0)
    assert (first.deadline, second.status) == (None, "已完成")


def test_a_canteen_without_purchases_in_the_year_has_no_share(facts: Facts) -> None:
    facts.add("canteen", "区财政局", "2022-06", [canteen("甲", 0, 0)])
    row = facts.of("canteen_share", "2022-06-30")["甲"]
    assert (row.actual, row.numerator, row.denominator, row.rate) == (None, 0.0, 0.0, None)
    assert row.target == 10.0


def sale(county: str, amount: float, elsewhere: bool, on: str = "2022-04-10") -> Row:
    return {"county": county, "amount": amount, "counted_elsewhere": elsewhere, "sold_on": on}


def test_a_countys_sales_leave_out_what_the_first_four_items_count(facts: Facts) -> None:
    rows = [sale("施甸县", 80_000, False), sale("施甸县", 500_000, True)]
    rows += [sale("施甸县", 20_000, False, "2022-04-30"), sale("龙陵县", 40_000, True)]
    facts.add("county_sale", "援滇保山小组", "2022-04", rows)
    facts.add("county_sale", "援疆泽普分指", "2022-04", [sale("泽普县", 10_000, False)])
    found = facts.of("county_sale", "2022-04-30")
    assert (found["施甸县"].actual, found["施甸县"].target) == (10.0, 1000.0)
    assert (found["龙陵县"].actual, found["泽普县"].actual) == (0.0, 1.0)
    assert facts.of("county_sale", "2022-04-29")["施甸县"].actual == 8.0
