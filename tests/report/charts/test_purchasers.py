"""Purchasers by month."""

from datetime import date

from kpi.topics.purchases import Purchasers
from report.charts.purchasers import purchaser_bars
from report.charts.theme import LIGHT


def test_a_months_new_purchasers_are_told_above_its_bar() -> None:
    again, new = purchaser_bars([Purchasers(date(2022, 3, 1), 2, 40, 0, 0)], LIGHT).data
    assert (again.text, again.textposition) == (("40",), "inside")
    assert (new.text, new.textposition, new.textangle) == (("2",), "outside", 0)
