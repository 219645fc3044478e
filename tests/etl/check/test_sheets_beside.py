"""Sheets, columns and file names beside the figures that would count them twice or too wide."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings

Examined = Callable[[str, dict[str, list[list[Any]]]], Findings]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]
COVER = ["填报单位：七宝镇", None, "填报月份：2022年9月"]
DAY = date(2022, 9, 5)


def asked(findings: Findings) -> list[str]:
    return [p.code for p in findings.problems if p.is_open]


def purchases(*amounts: int) -> list[list[Any]]:
    return [COVER, HEADER, *([f"第{a}公司", "超市", DAY, a] for a in amounts)]


@pytest.mark.parametrize("name", ["汇总", "按渠道汇总", "合计", "累计"])
def test_a_summary_sheet_that_does_not_add_up_is_asked_about(examined: Examined, name: str) -> None:
    findings = examined("七宝.xlsx", {"明细": purchases(100, 200), name: purchases(310, 150)})
    assert asked(findings) == ["summary_sheet"]


def test_two_sheets_of_details_are_added_up(examined: Examined) -> None:
    findings = examined("七宝.xlsx", {"明细": purchases(100, 200), "明细2": purchases(310)})
    assert asked(findings) == []
    assert sum(part.rows.num_rows for part in findings.parts) == 3


def employment(month: int) -> list[list[Any]]:
    header = ["结对县（区）", "来沪就业人数", "就地就近就业人数"]
    return [[f"填报月份：2022年{month}月"], header, ["隆阳区", 10 + month, 30 - month]]


def test_a_file_of_several_months_with_the_people_of_one_is_asked_about(
    examined: Examined,
) -> None:
    findings = examined("人社局就业人数8-9月.xlsx", {"S": employment(9)})
    assert asked(findings) == ["file_of_another"]


def test_a_file_of_several_months_with_a_sheet_of_each_is_not(examined: Examined) -> None:
    sheets = {"8月": employment(8), "9月": employment(9)}
    assert examined("人社局就业人数8-9月.xlsx", sheets).accepted


@pytest.mark.parametrize(("name", "rules"), [("退款金额", ["other_figures"]), ("执行率", [])])
def test_a_column_beside_a_canteen_s_total_is_not_explained_by_it(
    examined: Examined, name: str, rules: list[str]
) -> None:
    header = ["预算单位", "年度食堂采购总额", "累计采购额", name]
    rows = [["甲局", 1000, 150, 12], ["乙局", 3000, 300, 7]]
    sheets = {"S": [["填报月份：2022年9月"], header, *rows]}
    assert asked(examined("财政局.xlsx", sheets)) == rules
