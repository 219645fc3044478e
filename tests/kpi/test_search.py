"""One box finds names of the plan and what stands in the rows."""

from datetime import date

import pytest
from facts import Facts

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.search import PAIR, Found, Hits, search


@pytest.fixture(scope="module")
def bought(module_facts: Facts) -> Facts:
    row = {"category": "企业动员", "purchased_on": "2022-03-02", "amount": 1}
    mine = [
        row | {"purchaser": "上海ABC食品公司", "voucher": "2231"},
        row | {"purchaser": "莘庄 100% 超市", "voucher": "7788"},
    ]
    return module_facts.add("purchase", "莘庄镇", "2022-03", mine)


def find(facts: Facts, text: str, day: date = date(2022, 12, 31)) -> list[Found]:
    return [thing for hits in asked(facts, text, day) for thing in hits.things]


def asked(facts: Facts, text: str, day: date = date(2022, 12, 31)) -> list[Hits]:
    return search(connect(facts.store.root), facts.plan, text, Times(day))


def test_an_indicator_a_unit_and_a_task_are_found_by_a_part_of_their_name(bought: Facts) -> None:
    assert Found("指标", "工会福利采购", indicator="union_purchase") in find(bought, "工会福利")
    assert Found("单位", "七宝镇", entity="七宝镇") in find(bought, "七宝")
    assert [f.task for f in find(bought, "任务46") if f.kind == "任务"] == [46]


def test_a_voucher_leads_to_its_row_and_the_indicator_that_counts_it(bought: Facts) -> None:
    place = (1, "Sheet1", 2)
    expected = Found("采购凭证", "2231", "enterprise_purchase", "莘庄镇", place=place)
    assert find(bought, "2231") == [expected]


def test_a_purchaser_is_found_whatever_the_case(bought: Facts) -> None:
    assert [f.name for f in find(bought, "abc食品")] == ["上海ABC食品公司"]


def test_a_sign_of_sql_is_a_letter_like_any_other(bought: Facts) -> None:
    assert [f.name for f in find(bought, "100%")] == ["莘庄 100% 超市"]
    assert find(bought, "%' or 1=1") == []


def test_what_is_not_counted_yet_is_not_found(bought: Facts) -> None:
    assert find(bought, "2231", date(2022, 3, 1)) == []


def test_an_empty_box_finds_nothing(bought: Facts) -> None:
    assert find(bought, "  ") == []


def test_several_words_must_all_be_there_in_any_order(bought: Facts) -> None:
    for text in ("莘庄 超市", "超市　莘庄", " 超市 100%  莘庄 "):
        assert [f.name for f in find(bought, text)] == ["莘庄 100% 超市"]
    assert find(bought, "莘庄 超市 没有") == []


def test_a_unit_and_an_indicator_are_found_together(bought: Facts) -> None:
    found = [f for f in find(bought, "七宝 采购") if f.kind == PAIR]
    name, code = "镇街动员企业采购 › 七宝镇", "enterprise_purchase"
    assert found == [Found(PAIR, name, indicator=code, entity="七宝镇")]


def test_a_word_may_be_the_rows_unit_or_indicator(bought: Facts) -> None:
    assert [f.name for f in find(bought, "食品 莘庄 动员")] == ["上海ABC食品公司"]
    assert [f.name for f in find(bought, "食品 七宝")] == []
    # what is looked for has to be in what is found
    assert [f.kind for f in find(bought, "莘庄镇 动员")] == [PAIR]


def test_it_is_told_how_many_there_are_of_each_kind(facts: Facts) -> None:
    """One purchaser in 70 rows is one; 60 vouchers are 60, of which 50 are listed."""
    row = {"category": "企业动员", "purchased_on": "2022-03-02", "amount": 1, "purchaser": "甲公司"}
    rows = [row | {"voucher": f"A-甲-{n:03}"} for n in range(60)] + [row] * 10
    facts.add("purchase", "莘庄镇", "2022-03", rows)
    hits = {h.kind: (h.count, len(h.things)) for h in asked(facts, "甲")}
    assert hits == {"采购凭证": (60, 50), "采购单位": (1, 1)}
