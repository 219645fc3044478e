"""挂图作战: who stands where, for towns and for counties."""

from facts import Facts

from kpi.wall import wall

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
