"""消费协作: the money's way sums to the progress."""

from datetime import date

import pytest
from facts import Facts

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.topics.purchases import Flow, Purchasers, purchasers, purchases

AT = Times(date(2022, 9, 30))
TOWN = {"category": "企业动员"}


@pytest.fixture(scope="module")
def bought(module_facts: Facts) -> Facts:
    """莘庄镇: 甲公司 in July and August, 乙公司 in August; the union: 丙 in August."""
    day, much = "purchased_on", "amount"
    mine = [
        TOWN | {"purchaser": "甲公司", "county": "大关县", day: "2022-07-02", much: 10},
        TOWN | {"purchaser": "甲公司", "county": "大关县", day: "2022-08-02", much: 20},
        TOWN | {"purchaser": "乙公司", "county": "泽普县", day: "2022-08-03", much: 40},
    ]
    module_facts.add("purchase", "莘庄镇", "2022-07~08", mine)
    union = {"category": "工会福利", "purchaser": "丙工会", "county": "大关县"}
    return module_facts.add(
        "purchase", "区总工会", "2022-08", [union | {"purchased_on": "2022-08-05", "amount": 80}]
    )


def test_from_who_reported_to_the_county_the_largest_first(bought: Facts) -> None:
    columns = ("reporting_unit", "county")
    assert purchases(connect(bought.store.root), bought.plan, columns, AT) == [
        Flow("区总工会", "大关县", 8_000, 1),
        Flow("莘庄镇", "泽普县", 4_000, 1),
        Flow("莘庄镇", "大关县", 3_000, 2),
    ]


def test_a_unit_and_a_county_narrow_it(bought: Facts) -> None:
    columns = ("purchaser", "month")
    connection = connect(bought.store.root)
    assert purchases(connection, bought.plan, columns, AT, unit="莘庄镇", county="大关县") == [
        Flow("甲公司", "2022-08", 2_000, 1),
        Flow("甲公司", "2022-07", 1_000, 1),
    ]


def test_who_bought_in_an_earlier_month_is_no_new_purchaser(bought: Facts) -> None:
    assert purchasers(connect(bought.store.root), bought.plan, AT) == [
        Purchasers(date(2022, 7, 1), 1, 0, 1_000, 0),
        Purchasers(date(2022, 8, 1), 2, 1, 12_000, 2_000),
    ]


def test_all_of_it_is_what_the_progress_says(bought: Facts) -> None:
    flows = purchases(connect(bought.store.root), bought.plan, ("category", "county"), AT)
    named = bought.plan.shown.purchase_codes
    rows = [r for r in bought.rows("2022-09-30") if r.indicator in named]
    done = sum(r.actual or 0 for r in rows if r.entity in ("全区", "全区（合计）"))
    assert sum(f.amount_fen for f in flows) / 1_000_000 == pytest.approx(done) == 0.015


def test_a_column_that_is_not_there_is_refused(bought: Facts) -> None:
    with pytest.raises(ValueError, match="no column"):
        purchases(connect(bought.store.root), bought.plan, ("county", "x"), AT)
