"""One box finds names of the plan and what stands in the rows."""

from datetime import date

import pytest
from facts import Facts

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.search import Found, search


@pytest.fixture
def bought(facts: Facts) -> Facts:
    row = {"category": "企业动员", "purchased_on": "2022-03-02", "amount": 1}
    mine = [
        row | {"purchaser": "上海ABC食品公司", "voucher": "2231"},
        row | {"purchaser": "莘庄 100% 超市", "voucher": "7788"},
    ]
    return facts.add("purchase", "莘庄镇", "2022-03", mine)


def find(facts: Facts, text: str, day: date = date(2022, 12, 31)) -> list[Found]:
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
