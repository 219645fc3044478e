"""Money columns that hold shares of their whole: asked about, and read as answered."""

from collections.abc import Callable
from typing import Any

import pytest

from etl.examine.examine import Findings

Rows = dict[str, list[list[Any]]]
Examined = Callable[[str, Rows], Findings]
HEADER = ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", "完成投资", "已拨付资金"]


def projects(invested: tuple[Any, ...], unit: str = "万元", times: int = 1) -> Rows:
    plans = (200 * times, 350 * times, 120 * times)
    rows = [
        [f"BS-0{n}", f"项目{n}", "市级", "隆阳区", plan, part, plan / 2]
        for n, (plan, part) in enumerate(zip(plans, invested, strict=True), start=1)
    ]
    cover = ["填报单位：援滇保山小组", None, "填报月份：2022年9月", None, f"金额单位：{unit}"]
    return {"9月": [["援建项目进度表"], cover, HEADER, *rows]}


def totals(found: Findings) -> dict[str, str]:
    (asked,) = [p.asked for p in found.problems if p.is_open and p.code == "share_or_sum"]
    assert asked is not None
    return {c.code: c.totals.split("，")[1] for c in asked.choices if c.totals}


@pytest.mark.parametrize(
    ("invested", "choices"),
    [
        (
            (0.75, 0.6, 1),
            {"share": "完成投资 4,800,000.00 元", "as_read": "完成投资 23,500.00 元"},
        ),
        (
            (75, 60, 100),
            {"percent": "完成投资 4,800,000.00 元", "as_read": "完成投资 2,350,000.00 元"},
        ),
        (
            (75, 60, 85),
            {"percent": "完成投资 4,620,000.00 元", "as_read": "完成投资 2,200,000.00 元"},
        ),
    ],
)
def test_shares_of_the_planned_investment_in_a_table_of_wan_are_asked_about(
    examined: Examined, invested: tuple[float, ...], choices: dict[str, str]
) -> None:
    assert totals(examined("保山.xlsx", projects(invested))) == choices


def test_in_a_table_of_yuan_hundreds_may_be_shares_or_wan(examined: Examined) -> None:
    assert totals(examined("保山.xlsx", projects((75, 60, 90), "元", 10_000))) == {
        "percent": "完成投资 4,680,000.00 元",
        "wan": "完成投资 2,250,000.00 元",
        "as_read": "完成投资 225.00 元",
    }


@pytest.mark.parametrize("invested", [(150, 210, 80.5), (0, 0, 0), (150.5, 20.25, 80)])
def test_sums_are_read_as_sums(examined: Examined, invested: tuple[float, ...]) -> None:
    assert examined("保山.xlsx", projects(invested)).accepted
