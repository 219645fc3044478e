"""挂图作战: who stands where, for towns and for counties."""

import pytest
from facts import Facts, InMemory

from kpi.engine.progress import COLUMNS, Progress
from kpi.plan import Plan
from kpi.ranking import Rank
from kpi.wall import behind_of, figure_of, places, standing_rows, wall
from kpi.words.statuses import BEHIND

TOWNS = ("莘庄镇", "七宝镇")


def test_a_town_has_its_own_row_and_its_reports_as_one(facts: Facts) -> None:
    bought = {"category": "企业动员", "purchased_on": "2022-03-02", "amount": 3_000_000}
    facts.add("purchase", "莘庄镇", "2022-03", [bought], received="2022-04-02")
    found = wall(facts.rows("2022-09-30"), facts.plan, TOWNS)
    lines = {line.indicator: line.rows for line in found}
    told = [(row.entity, row.status) for row in lines["enterprise_purchase"] if row]
    assert told == [("莘庄镇", "已完成"), ("七宝镇", "未报送")]
    entities = [row.entity for row in lines["purchase_monthly_report"] if row]
    assert entities == ["莘庄镇（合计）", "七宝镇（合计）"]


def test_what_asks_nothing_of_a_county_leaves_its_place_empty(facts: Facts) -> None:
    facts.add("event", "区经委", "2022-03", [])
    found = wall(facts.rows("2022-04-30"), facts.plan, ("大关县", "泽普县"))
    lines = {line.indicator: line.rows for line in found}
    assert "enterprise_purchase" not in lines
    # schools are paired with Yunnan's counties alone
    pairing = lines["school_pairing"]
    assert pairing[0] is not None
    assert pairing[1] is None


def test_every_row_and_column_counts_who_is_behind(plan: Plan) -> None:
    facts = InMemory(plan)
    for unit, yuan in (("莘庄镇", 3_000_000), ("七宝镇", 1_000_000)):
        bought = {"category": "企业动员", "purchased_on": "2022-07-02", "amount": yuan}
        facts.add("purchase", unit, "2022-07", [bought], received="2022-08-02")
    lines = wall(facts.rows("2022-09-30"), plan, TOWNS)
    # 300 of 300 万元, and 100 of 300 where 224.4 are due; neither told of August
    behind = {line.indicator: line.behind for line in lines}
    assert behind["enterprise_purchase"] == 1
    assert behind["purchase_monthly_report"] == 2
    assert sum(behind_of(lines)) == sum(behind.values())
    own = [row.status for row in standing_rows(lines, 1)]
    assert behind_of(lines)[1] == sum(status in BEHIND for status in own)


def test_a_units_reports_as_one_have_a_place_among_the_others(plan: Plan) -> None:
    facts = InMemory(plan)
    bought = {"category": "企业动员", "purchased_on": "2022-07-02", "amount": 100}
    facts.add("purchase", "莘庄镇", "2022-07", [bought], received="2022-08-02")
    ranks = places(wall(facts.rows("2022-09-30"), plan, TOWNS), TOWNS)
    code = "purchase_monthly_report"
    assert (ranks[code, "莘庄镇"], ranks[code, "七宝镇"]) == (Rank(1, 2), Rank(2, 2))


@pytest.mark.parametrize(
    ("code", "values", "figure"),
    [
        ("enterprise_purchase", {"rate": 0.2892, "actual": 86.8, "target": 300.0}, "29%"),
        ("enterprise_purchase", {"rate": 0.997, "actual": 299.1, "target": 300.0}, "99%"),
        ("enterprise_purchase", {"rate": 1.014, "actual": 304.2, "target": 300.0}, "101%"),
        ("enterprise_purchase", {"status": "待下达", "actual": 3.0}, ""),
        ("enterprise_purchase", {"status": "未报送", "rate": 0.0, "target": 300.0}, "未报"),
        ("purchase_monthly_report", {"rate": 0.667, "actual": 2.0, "target": 3.0}, "2/3"),
        ("promotion_event", {"rate": None, "actual": None, "target": 1.0}, "0/1"),
        ("teachers_posted", {"rate": 0.75, "actual": 1.5, "target": 2.0}, "1.5/2"),
    ],
)
def test_a_cell_shows_counts_as_counts_and_money_as_its_share(
    plan: Plan, code: str, values: dict[str, object], figure: str
) -> None:
    known = {"status": "滞后", "indicator": code}
    row = Progress(**dict.fromkeys(COLUMNS) | known | values)
    assert figure_of(row, plan.indicator(code)) == figure
