"""The sentences that title pages and charts."""

from dataclasses import replace

from facts import Facts

from kpi.findings import (
    district_rows,
    entity_finding,
    gap_finding,
    most_urgent_first,
    overall_finding,
    row_finding,
    urgent_finding,
)
from kpi.plan import Plan


def buy(facts: Facts, unit: str, yuan: float) -> None:
    row = {"category": "企业动员", "purchased_on": "2022-06-05", "amount": yuan}
    facts.add("purchase", unit, "2022-06", [row])


def test_a_finding_names_who_is_furthest_behind(facts: Facts) -> None:
    # half the year: 150 of 300 is the pace of a town, 100 of 200 that of a subdistrict
    buy(facts, "莘庄镇", 3_000_000)
    buy(facts, "七宝镇", 1_650_000)
    buy(facts, "颛桥镇", 1_200_000)
    buy(facts, "浦锦街道", 500_000)
    rows = [
        row
        for name, row in facts.of("enterprise_purchase", "2022-06-30").items()
        if name in ("莘庄镇", "七宝镇", "颛桥镇", "浦锦街道")
    ]
    assert entity_finding(rows, "镇街") == (
        "4 个镇街中，1 个已完成，1 个达到序时，1 个滞后，1 个严重滞后；"
        "差距最大的是浦锦街道，落后 25.0 个百分点"
    )
    assert [r.entity for r in most_urgent_first(rows)] == ["浦锦街道", "颛桥镇", "七宝镇", "莘庄镇"]


def test_a_short_finding_says_how_many_are_behind_and_who_lacks_most(
    facts: Facts, plan: Plan
) -> None:
    buy(facts, "莘庄镇", 1_000_000)
    buy(facts, "七宝镇", 1_400_000)
    rows = facts.of("enterprise_purchase", "2022-06-30")
    named = [rows[name] for name in ("莘庄镇", "七宝镇")]
    indicator = plan.indicator("enterprise_purchase")
    # half of 300 万元 is due
    assert gap_finding(named, indicator) == "2 个镇街落后，莘庄镇差 50.0 万元"
    assert gap_finding(named[1:], indicator) == "1 个镇街落后，七宝镇差 10.0 万元"
    assert row_finding(named[0]).startswith("莘庄镇严重滞后，完成 33.3%，序时 50.0%")


def test_where_nobody_is_behind_the_short_finding_counts_the_states(
    facts: Facts, plan: Plan
) -> None:
    buy(facts, "莘庄镇", 3_000_000)
    rows = facts.of("enterprise_purchase", "2022-06-30")
    found = gap_finding([rows["莘庄镇"]], plan.indicator("enterprise_purchase"))
    assert found == "1 个镇街，1 个已完成"


def test_a_title_says_who_is_behind_before_all_else(facts: Facts) -> None:
    buy(facts, "莘庄镇", 10_000)
    row = facts.of("enterprise_purchase", "2022-06-30")["莘庄镇"]
    rows = [replace(row, status=status) for status in ("已完成", "滞后", "逾期", "逾期")]
    assert urgent_finding(rows, "莘庄镇采购") == "4 项指标：1 项滞后，2 项逾期；最急的是莘庄镇采购"
    brief = urgent_finding(rows, "莘庄镇采购", brief=True)
    assert brief == "4 项指标中 3 项落后或逾期，最急的是莘庄镇采购"
    # nobody to be named, or nobody behind
    assert urgent_finding(rows, "") == "4 项指标：1 项已完成，1 项滞后，2 项逾期"
    assert urgent_finding(rows[:1], "莘庄镇采购") == "1 项指标：1 项已完成"


def test_the_overall_finding_counts_every_indicator_once(facts: Facts) -> None:
    buy(facts, "莘庄镇", 10_000)
    rows = district_rows(facts.rows("2022-06-30"))
    # every indicator but the four whose projects or canteens have not been reported yet
    assert len({r.indicator for r in rows}) == len(rows)
    assert overall_finding(rows).startswith(f"{len(rows)} 项指标：")
