"""Amounts of money as people write them, in fen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.forms.values import Money

Read = Callable[..., Any]
Refusal = Callable[..., tuple[str, str, str]]


@pytest.mark.parametrize(
    ("cell", "sheet_unit", "fen"),
    [
        (1299.0, "元", 129_900),
        (1.862, "万元", 1_862_000),
        (0.07, "万元", 70_000),
        (1.15, "元", 115),
        (2.5, "亿元", 25_000_000_000),
        ("1299", "元", 129_900),
        ("823,667", "元", 82_366_700),
        ("￥1,299.00", "元", 129_900),
        ("¥ 1,299.00元", "元", 129_900),
        ("1.2万", "元", 1_200_000),
        ("1.2 万元", "亿元", 1_200_000),
        ("36000元", "万元", 3_600_000),
        ("0.5亿", "元", 5_000_000_000),
        ("１２，３４５．６７", "元", 1_234_567),
        ("14。24", "万元", 14_240_000),
        ("(1,299.00)", "元", -129_900),
        ("（500）", "元", -50_000),
        ("-36.5", "元", -3_650),
        ("－36.5元", "元", -3_650),
        (-36.5, "万元", -36_500_000),
        (" 12 ", "元", 1_200),
        (0.0, "元", 0),
    ],
)
def test_money_is_read_in_fen(read: Read, cell: Any, sheet_unit: str, fen: int) -> None:
    assert read(Money, cell, sheet_unit) == fen


@pytest.mark.parametrize(
    ("cell", "fen"), [(0.004, 0), (0.005, 1), (-0.005, -1), ("2.675", 268), ("0.99999", 100)]
)
def test_money_is_rounded_to_the_fen_half_away_from_zero(read: Read, cell: Any, fen: int) -> None:
    assert read(Money, cell) == fen


@pytest.mark.parametrize(
    "cell", ["约三万多", "1,29,9", "12元5角", "1.2.3", "千元", "12%", True, date(2022, 6, 3)]
)
def test_words_are_no_money(refusal: Refusal, cell: Any) -> None:
    assert refusal(Money, cell)[0] == "bad_money"


def test_a_refused_amount_says_how_to_write_one(refusal: Refusal) -> None:
    assert refusal(Money, "约三万多") == (
        "bad_money",
        "“约三万多”不是金额",
        "请写成数字，如 12345.67；金额单位写在表头“金额单位”处",
    )


@pytest.mark.parametrize("cell", ["99999999亿", 1e300, float("inf"), float("nan")])
def test_an_amount_beyond_all_measure_is_refused(refusal: Refusal, cell: Any) -> None:
    assert refusal(Money, cell)[0] == "bad_money"
