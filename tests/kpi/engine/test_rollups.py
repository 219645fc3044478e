"""Roll-ups: sums by kind, city and province, recomputed rates, and how many have reached."""

from pathlib import Path

import pytest
from facts import Facts, Row

from kpi.plan import Plan

TOTAL = "全区（合计）"


def bought(facts: Facts, unit: str, wan: float, on: str = "2022-03-05") -> None:
    rows = [{"category": "企业动员", "purchased_on": on, "amount": wan * 10_000}]
    facts.add("purchase", unit, on[:7], rows)


def test_units_are_summed_by_their_kind_and_over_the_district(facts: Facts) -> None:
    wan = {"莘庄镇": 300, "七宝镇": 150, "古美街道": 20, "莘庄工业区": 5}
    for unit, amount in wan.items():
        bought(facts, unit, amount)
    found = facts.of("enterprise_purchase", "2022-03-31")
    rollups = {n: r for n, r in found.items() if r.level == "rollup"}
    # the industrial zone is alone of its kind; 4 × 200, 9 × 300, and 300 more
    assert {n: (r.actual, r.target, r.met, r.entities) for n, r in rollups.items()} == {
        "街道（合计）": (20.0, 800.0, 0, 4),
        "镇（合计）": (450.0, 2700.0, 1, 9),
        TOTAL: (475.0, 3800.0, 1, 14),
    }
    # 475 / 3800 = 0.125 against 3 / 12
    assert (rollups[TOTAL].rate, rollups[TOTAL].pace_gap_points) == (0.125, -12.5)
    assert rollups[TOTAL].reason.endswith("，1/14 已达标")


def sale(county: str, wan: float) -> Row:
    return {
        "county": county,
        "amount": wan * 10_000,
        "counted_elsewhere": False,
        "sold_on": "2022-03-05",
    }


def test_counties_are_summed_by_city_and_province(facts: Facts) -> None:
    facts.add("county_sale", "援滇保山小组", "2022-03", [sale("施甸县", 10), sale("龙陵县", 20)])
    facts.add("county_sale", "援滇昭通小组", "2022-03", [sale("永善县", 40)])
    facts.add("county_sale", "援疆泽普分指", "2022-03", [sale("泽普县", 80)])
    found = facts.of("county_sale", "2022-03-31")
    assert {n: (r.actual, r.target) for n, r in found.items() if r.level == "rollup"} == {
        "保山市（合计）": (30.0, 4000.0),
        "昭通市（合计）": (40.0, 4000.0),
        "云南（合计）": (70.0, 8000.0),
        TOTAL: (150.0, 9000.0),
    }


def test_a_rate_is_recomputed_from_the_sums_and_never_averaged(facts: Facts) -> None:
    rows = [("甲", 1_000_000, 900_000), ("乙", 3_000_000, 900_000)]
    table = [
        {"project_no": n, "level": "市级", "planned": p, "invested": i, "allocated": 0}
        for n, p, i in rows
    ]
    facts.add("project", "援滇保山小组", "2022-06", table)
    row = facts.of("investment_rate", "2022-06-30")[TOTAL]
    # 1.8 of 4 million is 45 %; the average of 90 % and 30 % would be 60 %
    assert (row.actual, row.numerator, row.denominator) == (45.0, 1_800_000.0, 4_000_000.0)
    assert (row.target, row.rate, row.met, row.entities) == (90.0, 0.5, 1, 2)


def test_the_target_of_several_canteens_weighs_each_by_its_purchases(facts: Facts) -> None:
    rows = [("甲", 500_000, 60_000, 15.0), ("乙", 300_000, 36_000, None)]
    table = [
        {"budget_unit": n, "annual_total": t, "purchased": p, "reserved_ratio": r}
        for n, t, p, r in rows
    ]
    facts.add("canteen", "区财政局", "2022-06", table)
    row = facts.of("canteen_share", "2022-06-30")[TOTAL]
    # 96,000 / 800,000 = 12 %; (15 × 500,000 + 10 × 300,000) / 800,000 = 13.125 %
    assert (row.actual, row.target, row.met, row.entities) == (12.0, 13.125, 1, 2)


def test_one_big_overshoot_does_not_hide_those_that_have_not_reached(facts: Facts) -> None:
    bought(facts, "古美街道", 1000)
    row = facts.of("enterprise_purchase", "2022-03-31")["街道（合计）"]
    assert (row.actual, row.target, row.rate) == (1000.0, 800.0, 1.25)
    assert (row.met, row.entities, row.status) == (1, 4, "超序时")


@pytest.mark.parametrize(("missing", "status"), [((), "已完成"), (("永善县",), "未到期")])
def test_a_roll_up_is_done_only_when_each_has_reached(
    facts: Facts, missing: tuple[str, ...], status: str
) -> None:
    counties = [c.name for c in facts.plan.reference.counties if c.name not in missing]
    fairs = [{"county": c, "held_on": "2022-03-05"} for c in (*counties, counties[0])]
    facts.add("job_fair", "区人社局", "2022-03", fairs)
    row = facts.of("job_fair", "2022-03-31")[TOTAL]
    # 9 counties; the first has a fair more than it needs
    assert (row.actual, row.target) == (10.0 - len(missing), 9.0)
    assert (row.met, row.entities, row.status) == (9 - len(missing), 9, status)


def meetings(facts: Facts, *days: str) -> None:
    rows = [{"kind": "工作例会", "unit": "区合作交流办", "held_on": day} for day in days]
    facts.add("event", "区合作交流办", "2022-01~12", rows)


def test_a_recurring_roll_up_counts_the_periods_met_of_those_begun(facts: Facts) -> None:
    meetings(facts, "2022-01-10", "2022-01-20", "2022-03-10")
    row = facts.of("quarterly_meeting", "2022-05-01")[TOTAL]
    assert (row.actual, row.target, row.met, row.entities) == (1.0, 2.0, 1, 2)
    assert (row.status, row.reason) == (
        "未到期",
        "完成 1 次，目标 2 次，期限未到，1/2 已达标",
    )


def test_a_recurring_roll_up_is_overdue_once_a_closed_period_was_missed(facts: Facts) -> None:
    meetings(facts, "2022-04-10")
    before = facts.of("quarterly_meeting", "2022-03-30")[TOTAL]
    after = facts.of("quarterly_meeting", "2022-07-01")[TOTAL]
    # the second quarter is met, the third still open, the first was missed for good
    assert (before.status, after.status) == ("未到期", "逾期")
    assert (after.actual, after.target) == (1.0, 3.0)


def test_a_roll_up_counts_the_reports_of_all_its_units(facts: Facts) -> None:
    bought(facts, "莘庄镇", 10, "2022-07-05")
    bought(facts, "古美街道", 10, "2022-07-05")
    found = facts.of("enterprise_purchase", "2022-09-25")
    # July and August are due: 2 × 4 街道, 2 × 9 镇, 2 × 14 in all
    reports = {n: (r.reports_in, r.reports_due) for n, r in found.items() if r.level == "rollup"}
    assert reports == {"街道（合计）": (1, 8), "镇（合计）": (1, 18), TOTAL: (2, 28)}
    assert (found["莘庄镇"].reports_in, found["七宝镇"].reports_due) == (1, 2)


def test_a_roll_up_is_unreported_only_when_none_of_its_units_has_reported(facts: Facts) -> None:
    bought(facts, "莘庄镇", 10, "2022-07-05")
    found = facts.of("enterprise_purchase", "2022-08-31")
    assert found["街道（合计）"].status == "未报送"
    assert (found["镇（合计）"].status, found[TOTAL].status) == ("严重滞后", "严重滞后")


def test_an_average_has_its_cities_but_no_total(facts: Facts) -> None:
    rows = [{"kind": "教师", "county": "施甸县", "people": 4, "starts_on": "2022-01-01"}]
    facts.add("posting", "区教育局", "2022-03", rows)
    found = facts.of("teachers_posted", "2022-03-31")
    assert TOTAL not in found
    # four counties with two each
    assert (found["保山市（合计）"].actual, found["保山市（合计）"].target) == (4.0, 8.0)


def only_told(plan: Plan, **targets: float) -> Plan:
    """The plan in which of 镇街动员企业采购 only these have a quota."""
    quota = next(q for q in plan.quotas if q.indicator == "enterprise_purchase")
    told = [quota.model_copy(update={"entity": n, "target": t}) for n, t in targets.items()]
    others = [q for q in plan.quotas if q.indicator != "enterprise_purchase"]
    return plan.model_copy(update={"quotas": (*others, *told)})


def test_a_rate_compares_those_with_a_quota_with_their_quotas(tmp_path: Path, plan: Plan) -> None:
    facts = Facts(tmp_path / "store", only_told(plan, 莘庄镇=300, 七宝镇=100))
    for unit, wan in {"莘庄镇": 60, "七宝镇": 20, "梅陇镇": 500, "古美街道": 40}.items():
        bought(facts, unit, wan)
    found = facts.of("enterprise_purchase", "2022-03-31")
    row = found[TOTAL]
    # all that was bought is told; of it 80 of 400 are the two's: 20 % against 3 / 12
    assert (row.actual, row.target, row.rate) == (620.0, 400.0, 0.2)
    assert row.pace_gap_points == pytest.approx(-5)
    # 320 of the 400 are left for 9 months
    assert (row.status, row.needed_per_month) == ("滞后", pytest.approx(320 / 9))
    assert row.reason == (
        "完成 20.0%，序时 25.0%，落后 5.0 个百分点；余下每月需 35.6 万元，0/2 已达标；"
        "另有 12 个对象未下达目标，完成率只算已下达的（完成 80.0 万元）"
    )
    assert (found["镇（合计）"].actual, found["镇（合计）"].rate) == (580.0, 0.2)
    # none of its four has a quota
    assert (found["街道（合计）"].status, found["街道（合计）"].rate) == ("待下达", None)
    assert "未下达" not in found["莘庄镇"].reason


def test_the_others_figures_never_make_a_sum_reached(tmp_path: Path, plan: Plan) -> None:
    facts = Facts(tmp_path / "store", only_told(plan, 莘庄镇=300))
    bought(facts, "梅陇镇", 500)
    row = facts.of("enterprise_purchase", "2022-03-31")[TOTAL]
    assert (row.actual, row.target, row.rate, row.status) == (500.0, 300.0, 0.0, "严重滞后")


def test_a_ratio_of_those_with_a_quota_is_made_of_their_sums(tmp_path: Path, plan: Plan) -> None:
    quota = next(q for q in plan.quotas if q.indicator == "investment_rate")
    one = quota.model_copy(update={"entity": "甲"})
    others = [q for q in plan.quotas if q.indicator != "investment_rate"]
    facts = Facts(tmp_path / "store", plan.model_copy(update={"quotas": (*others, one)}))
    table = [
        {"project_no": n, "level": "市级", "planned": p, "invested": i, "allocated": 0}
        for n, p, i in [("甲", 1_000_000, 450_000), ("乙", 3_000_000, 3_000_000)]
    ]
    facts.add("project", "援滇保山小组", "2022-06", table)
    row = facts.of("investment_rate", "2022-06-30")[TOTAL]
    # 3.45 of 4 million is 86.25 %; the one with a quota stands at 45 of 90 %
    assert (row.actual, row.target, row.rate) == (86.25, 90.0, 0.5)
