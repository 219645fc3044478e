"""The money's way as bands: who gave most stands on top, and where most went."""

from datetime import date

from kpi.purchases import Flow, Purchasers
from report.charts.flows import flow_chart, purchaser_bars
from report.charts.theme import LIGHT

WAN = 1_000_000  # fen


def test_the_largest_of_each_side_stands_on_top() -> None:
    flows = [
        Flow("甲镇", "丙县", 10 * WAN, 1),
        Flow("乙镇", "丙县", 20 * WAN, 1),
        Flow("乙镇", "丁县", 70 * WAN, 1),
    ]
    node = flow_chart(flows, LIGHT).data[0].node
    assert list(node.label) == ["乙镇", "甲镇", "丁县", "丙县"]
    # 14 of 72 pixels are the gap between two bars; 90 and 10, 70 and 30 hundredths of the rest
    bars = 58 / 72
    assert [round(y, 6) for y in node.y] == [
        round(y, 6) for y in (0.45 * bars, 1 - 0.05 * bars, 0.35 * bars, 1 - 0.15 * bars)
    ]


def test_nothing_bought_is_an_empty_chart() -> None:
    assert list(flow_chart([], LIGHT).data[0].node.label) == []


def test_a_months_new_purchasers_are_told_above_its_bar() -> None:
    again, new = purchaser_bars([Purchasers(date(2022, 3, 1), 2, 40, 0, 0)], LIGHT).data
    assert (again.text, again.textposition) == (("40",), "inside")
    assert (new.text, new.textposition, new.textangle) == (("2",), "outside", 0)
