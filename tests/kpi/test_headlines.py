"""The cards on top of 总览, each figure worked by hand."""

import pytest
from facts import Facts, Row

from kpi.headlines import Headline, headlines

PURCHASES = "采购总额①–③（万元）"


def buy(facts: Facts, unit: str, category: str, wan: float) -> None:
    row = {"category": category, "purchased_on": "2022-03-05", "amount": wan * 10_000}
    facts.add("purchase", unit, "2022-03", [row])


def project(number: str, invested: int, paid: int, level: str = "区级") -> Row:
    """Per cent of the planned investment that is done and paid."""
    return {
        "project_no": number,
        "level": level,
        "planned": 1000,
        "invested": invested * 10,
        "allocated": paid * 10,
    }


def cards(facts: Facts, as_of: str) -> dict[str, Headline]:
    return {card.name: card for card in headlines(facts.plan, facts.rows(as_of))}


@pytest.fixture(scope="module")
def bought(module_facts: Facts) -> Facts:
    """1,900 万元 by items ①-③, and 700 by canteens, which stand apart."""
    rows = [
        {"category": "大宗批发", "purchased_on": "2022-03-05", "amount": 10_000_000},
        {"category": "直采直购", "purchased_on": "2022-03-06", "amount": 2_500_000},
    ]
    module_facts.add("purchase", "区经委", "2022-03", rows)
    buy(module_facts, "区总工会", "工会福利", 500)
    buy(module_facts, "莘庄镇", "企业动员", 100)
    buy(module_facts, "浦锦街道", "企业动员", 50)
    buy(module_facts, "区财政局", "食堂采购", 700)
    quota: Row = {"indicator": "enterprise_purchase", "unit": "浦锦街道", "target": 260.0}
    quota |= {"effective_on": "2022-07-01", "basis": "市下达"}
    return module_facts.add("quota", "区合作交流办", "2022-01~12", [quota])


def test_purchases_are_items_1_to_3_against_the_sum_of_their_quotas(bought: Facts) -> None:
    card = cards(bought, "2022-06-30")[PURCHASES]
    # 5,000 + 2,000 + 4 × 200 + 10 × 300 = 10,800; 1,900 of them are 17.59 %, half is due
    assert (card.figure, card.against) == ("1,900.0", "目标 10,800.0 万元，完成 17.6%")
    assert card.gap_points == pytest.approx(100 * 1900 / 10_800 - 50)
    assert card.indicator == "enterprise_purchase"


def test_a_quota_that_was_raised_counts_from_its_day(bought: Facts) -> None:
    card = cards(bought, "2022-09-30")[PURCHASES]
    # 浦锦街道 has 260 in place of 200; three quarters are due
    assert (card.figure, card.against) == ("1,900.0", "目标 10,860.0 万元，完成 17.5%")
    assert card.gap_points == pytest.approx(100 * 1900 / 10_860 - 75)


def test_the_other_cards_stand_in_their_order_with_their_units(facts: Facts) -> None:
    sale = {"county": "大关县", "amount": 45_000_000, "sold_on": "2022-03-05"}
    facts.add("county_sale", "援滇昭通小组", "2022-03", [sale | {"counted_elsewhere": False}])
    tour = {"kind": "疗休养", "people": 1_500, "destination": "大关县", "departs_on": "2022-03-05"}
    facts.add("tour", "区人社局", "2022-03", [tour | {"group_no": "L1"}])
    found = headlines(facts.plan, facts.rows("2022-03-31"))
    assert [(card.name, card.figure, card.against) for card in found] == [
        (PURCHASES, "0.0", "目标 10,800.0 万元，完成 0.0%"),
        # nine counties with 1,000 each
        ("县域销售（万元）", "4,500.0", "目标 9,000.0 万元，完成 50.0%"),
        ("文旅成团（团）", "0", "目标 10 团，完成 0.0%"),
        ("职工疗休养（人次）", "1,500", "目标 2,000 人次，完成 75.0%"),
        # nine counties with 60 each
        ("致富带头人培训（人）", "0", "目标 540 人，完成 0.0%"),
    ]
    # a quarter of the year is gone
    assert [card.gap_points for card in found] == [-25.0, 25.0, -25.0, 50.0, -25.0]


def test_the_two_rates_count_the_projects_that_have_reached_them(facts: Facts) -> None:
    rows = [project("甲", 90, 10), project("乙", 89, 95), project("丙", 100, 20)]
    rows += [project("丁", 95, 30, "市级"), project("村", 0, 0, "村企结对")]
    facts.add("project", "援滇保山小组", "2022-09", rows)
    found = cards(facts, "2022-09-30")
    invested, paid = found["投资完成率达标项目"], found["资金拨付使用率达标项目"]
    # 甲, 丙 and 丁 have invested 90 %, 乙 alone was paid as much; the village's is another matter
    assert (invested.figure, invested.gap_points) == ("3/4", None)
    assert (paid.figure, paid.against) == ("1/4", "每个项目不低于 90.0%，3 个未达")
    assert (invested.indicator, paid.indicator) == ("investment_rate", "disbursement_rate")


def test_without_projects_there_are_no_cards_of_their_rates(facts: Facts) -> None:
    facts.add("event", "区合作交流办", "2022-03", [])
    assert len(cards(facts, "2022-03-31")) == 5


def test_a_quota_taken_back_is_told_in_place_of_a_share(facts: Facts) -> None:
    quota = {"indicator": "tour_group", "unit": "全区", "target": None}
    quota |= {"effective_on": "2022-02-01", "basis": "市下达"}
    facts.add("quota", "区合作交流办", "2022-01~12", [quota])
    card = cards(facts, "2022-03-31")["文旅成团（团）"]
    assert (card.figure, card.against, card.gap_points) == ("0", "目标待下达", None)
