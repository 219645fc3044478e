"""A figure by channel, product or month: the slices sum to it."""

from datetime import date

import pytest
from facts import Facts

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.trace.breakdown import Slice, breakdown, every_month

AT = Times(date(2022, 9, 30))
BOUGHT = {"category": "企业动员", "purchaser": "甲公司"}


@pytest.fixture
def bought(facts: Facts) -> Facts:
    """莘庄镇: 30 万元 by 832平台 in two months, 20 万元 without a channel; 七宝镇: 10 万元."""
    day, much = "purchased_on", "amount"
    mine = [
        BOUGHT | {day: "2022-07-02", much: 100_000, "channel": "832平台"},
        BOUGHT | {day: "2022-08-02", much: 200_000, "channel": "832平台"},
        BOUGHT | {day: "2022-08-03", much: 200_000.05},
    ]
    facts.add("purchase", "莘庄镇", "2022-07~08", mine)
    other = [BOUGHT | {day: "2022-08-09", much: 100_000, "channel": "832平台"}]
    return facts.add("purchase", "七宝镇", "2022-08", other)


def slices(facts: Facts, column: str, entity: str | None) -> list[Slice]:
    connection = connect(facts.store.root)
    indicator = facts.plan.indicator("enterprise_purchase")
    return breakdown(connection, facts.plan, indicator, column, AT, entity)


def test_a_towns_figure_by_channel_the_largest_first(bought: Facts) -> None:
    assert slices(bought, "channel", "莘庄镇") == [
        Slice("832平台", 30_000_000, None, 2),
        Slice("（空）", 20_000_005, None, 1),
    ]


def test_months_stand_in_their_order(bought: Facts) -> None:
    assert slices(bought, "month", None) == [
        Slice("2022-07", 10_000_000, None, 1),
        Slice("2022-08", 50_000_005, None, 3),
    ]


def test_the_slices_sum_to_the_figure(bought: Facts) -> None:
    indicator = bought.plan.indicator("enterprise_purchase")
    done = bought.of("enterprise_purchase", "2022-09-30")["莘庄镇"].actual
    found = slices(bought, "channel", "莘庄镇")
    assert sum(s.figure(indicator) for s in found) == pytest.approx(done) == 50.000005


def test_a_column_that_is_not_there_is_refused(bought: Facts) -> None:
    with pytest.raises(ValueError, match="no column"):
        slices(bought, "1; drop table purchase", None)


def test_every_month_stands_there_also_those_without_a_figure() -> None:
    march = Slice("2022-03", 5, None, 1)
    states = {date(2022, 2, 1): "已报", date(2022, 4, 1): "未报送", date(2022, 5, 1): "未到期"}
    filled = every_month([march], date(2022, 1, 1), date(2022, 5, 31), states)
    assert [(s.name, s.amount, s.note) for s in filled] == [
        ("2022-01", 0, "–"),
        ("2022-02", 0, ""),  # reported, and nothing was done
        ("2022-03", 5, ""),
        ("2022-04", 0, "未报送"),
        ("2022-05", 0, "未到期"),
    ]
