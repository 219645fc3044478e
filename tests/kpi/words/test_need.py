"""What is still needed: money by the month with one decimal, people and things whole."""

import pytest

from kpi.words.need import need


@pytest.mark.parametrize(
    ("a_month", "target", "rate", "uom", "text", "in_column"),
    [
        (71.1, 300, 0.289, "万元", "余下每月需 71.1 万元", "71.1 万元"),
        (20, 100, 0.4, "人", "余下每月需 20 人", "20 人"),
        # 44 of 100 are left for three months
        (44 / 3, 100, 0.56, "人", "余下每月需 15 人", "15 人"),
        # 1 of 10 is left for three months
        (1 / 3, 10, 0.9, "人", "到年底还需 1 人", "1 人，年底前"),
        (2 / 3, 10, 0.8, "次", "到年底还需 2 次", "2 次，年底前"),
        # 3 of 30 for three months: the division leaves a trace
        (0.9999999999999999, 30, 0.9, "次", "余下每月需 1 次", "1 次"),
        (0.4, 300, 0.996, "万元", "余下每月需 0.4 万元", "0.4 万元"),
        (13.7, 90, 0.544, "%", "余下每月需 13.7%", "13.7%"),
        # half a month is left
        (40, 300, 280 / 300, "万元", "到年底还需 20.0 万元", "20.0 万元，年底前"),
        (40, 300, 280 / 300, "人", "到年底还需 20 人", "20 人，年底前"),
    ],
)
def test_a_need_is_said_by_the_month_or_until_the_end_of_the_year(
    a_month: float, target: float, rate: float, uom: str, text: str, in_column: str
) -> None:
    said = need(a_month, target, rate, uom)
    assert said is not None
    assert (said.text, said.in_column) == (text, in_column)


def test_where_nothing_is_needed_nothing_is_said() -> None:
    assert need(None, 300, 1.2, "万元") is None
    assert need(10, None, None, "万元") is None
