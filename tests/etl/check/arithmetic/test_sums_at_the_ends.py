"""A total above its rows, a rounded one and a summary in a larger unit count nothing twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings

Rows = list[list[Any]]
Examined = Callable[[str, dict[str, Rows]], Findings]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
DAY = date(2022, 7, 28)
ROWS: Rows = [
    ["甲公司", "832平台", DAY, 112_500, "10000001"],
    ["乙公司", "超市", DAY, 36_000.5, "10000002"],
    ["丙公司", "832平台", DAY, 8200, "10000003"],
]


def purchases(*rows: list[Any], unit: str = "元") -> Rows:
    cover = ["填报单位：七宝镇", "填报月份：2022年7月", f"金额单位：{unit}"]
    return [["消费帮扶采购明细表"], cover, HEADER, *rows]


def totals(findings: Findings) -> dict[str, list[str]]:
    """By the code of the question, the totals of its first two choices."""
    open_ones = [p for p in findings.problems if p.asked and p.is_open]
    return {p.code: [c.totals for c in p.asked.choices[:2]] for p in open_ones if p.asked}


@pytest.mark.parametrize(
    ("rows", "both"),
    [
        ([["七宝镇企业", "各", DAY, 156_700.5, None], *ROWS], "313,401.00"),
        ([*ROWS, ["七宝镇企业", "各", DAY, 156_700, None]], "313,400.50"),
    ],
)
def test_a_total_at_the_top_and_a_rounded_one_are_asked_about(
    examined: Examined, rows: Rows, both: str
) -> None:
    assert totals(examined("七宝镇.xlsx", {"S": purchases(*rows)})) == {
        "total_or_data": ["采购额度 156,700.50 元，3 行", f"采购额度 {both} 元，4 行"]
    }


def test_a_last_row_that_is_like_the_sum_by_some_yuan_is_data(examined: Examined) -> None:
    rows = [*ROWS, ["丁公司", "超市", DAY, 156_650, "10000004"]]
    assert examined("七宝镇.xlsx", {"S": purchases(*rows)}).accepted


def test_a_summary_in_a_larger_unit_is_a_summary_though_it_is_rounded(examined: Examined) -> None:
    channels = [["甲", "832平台", DAY, 12.07, None], ["乙", "超市", DAY, 3.60, None]]
    sheets = {"7月": purchases(*ROWS), "渠道": purchases(*channels, unit="万元")}
    assert totals(examined("七宝镇.xlsx", sheets))["summary_sheet"][0] == (
        "采购额度 156,700.50 元，3 行"
    )
