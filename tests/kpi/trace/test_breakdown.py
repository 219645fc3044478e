"""A figure by channel, product or month: the slices sum to it."""

from datetime import date

import pytest
from facts import Facts

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.trace.breakdown import ENTITY, Slice, breakdown, every_month

AT = Times(date(2022, 9, 30))
BOUGHT = {"category": "企业动员", "purchaser": "甲公司"}


@pytest.fixture(scope="module")
def bought(module_facts: Facts) -> Facts:
    """莘庄镇: 30 万元 by 832平台 in two months, 20 万元 without a channel; 七宝镇: 10 万元."""
    day, much = "purchased_on", "amount"
    mine = [
        BOUGHT | {day: "2022-07-02", much: 100_000, "channel": "832平台"},
        BOUGHT | {day: "2022-08-02", much: 200_000, "channel": "832平台"},
        BOUGHT | {day: "2022-08-03", much: 200_000.05},
    ]
    module_facts.add("purchase", "莘庄镇", "2022-07~08", mine)
    other = [BOUGHT | {day: "2022-08-09", much: 100_000, "channel": "832平台"}]
    return module_facts.add("purchase", "七宝镇", "2022-08", other)


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


@pytest.fixture
def from_counties(facts: Facts) -> Facts:
    """大关县: 莘庄镇 10 and 20 万元, 七宝镇 5; 施甸县: 莘庄镇 40."""
    day, much = "purchased_on", "amount"
    of = {"county": "大关县", "channel": "832平台"}
    mine = [
        BOUGHT | of | {day: "2022-07-02", much: 100_000},
        BOUGHT | of | {day: "2022-08-02", much: 200_000, "channel": "直供"},
        BOUGHT | {"county": "施甸县", day: "2022-08-03", much: 400_000},
    ]
    facts.add("purchase", "莘庄镇", "2022-07~08", mine)
    return facts.add(
        "purchase", "七宝镇", "2022-08", [BOUGHT | of | {day: "2022-08-09", much: 5e4}]
    )


def part(facts: Facts, column: str, entity: str | None = None) -> list[Slice]:
    """What of the figure comes from 大关县."""
    connection = connect(facts.store.root)
    indicator = facts.plan.indicator("enterprise_purchase")
    within = ("county", "大关县")
    return breakdown(connection, facts.plan, indicator, column, AT, entity, within)


def test_a_countys_part_of_a_figure_by_who_bought(from_counties: Facts) -> None:
    assert part(from_counties, ENTITY) == [
        Slice("莘庄镇", 30_000_000, None, 2),
        Slice("七宝镇", 5_000_000, None, 1),
    ]


def test_a_countys_part_of_a_towns_figure_by_another_column(from_counties: Facts) -> None:
    assert part(from_counties, "channel", "莘庄镇") == [
        Slice("直供", 20_000_000, None, 1),
        Slice("832平台", 10_000_000, None, 1),
    ]


def test_a_countys_part_by_month(from_counties: Facts) -> None:
    assert part(from_counties, "month") == [
        Slice("2022-07", 10_000_000, None, 1),
        Slice("2022-08", 25_000_000, None, 2),
    ]


def test_a_part_of_what_is_counted_once(facts: Facts) -> None:
    """Two tours to 大关县, one of them reported in two lines; one to 施甸县."""
    tour = {"kind": "旅游", "organiser": "甲", "people": 10, "destination": "大关县"}
    rows = [
        tour | {"group_no": "A1", "departs_on": "2022-07-02"},
        tour | {"group_no": "A1", "departs_on": "2022-07-03"},
        tour | {"group_no": "B2", "departs_on": "2022-08-03"},
        tour | {"group_no": "C3", "departs_on": "2022-08-04", "destination": "施甸县"},
    ]
    facts.add("tour", "区文旅局", "2022-07~08", rows)
    indicator = facts.plan.indicator("tour_group")
    found = breakdown(
        connect(facts.store.root),
        facts.plan,
        indicator,
        ENTITY,
        AT,
        None,
        ("destination", "大关县"),
    )
    assert [(s.name, s.amount, s.rows) for s in found] == [("全区", 2, 3)]


def test_a_part_by_a_column_that_is_not_there_is_refused(bought: Facts) -> None:
    connection = connect(bought.store.root)
    indicator = bought.plan.indicator("enterprise_purchase")
    with pytest.raises(ValueError, match="no column"):
        breakdown(connection, bought.plan, indicator, "month", AT, None, ("1; drop", "x"))
