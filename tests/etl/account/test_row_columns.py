"""Columns, headings and notes that say which rows count are read, though the form has none."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings

Examined = Callable[[str, dict[str, list[list[Any]]]], Findings]
DAY = date(2022, 9, 5)
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]
COVER = ["填报单位：七宝镇", None, "填报月份：2022年9月"]
A, B = ["甲公司", "超市", DAY, 100], ["乙公司", "专柜", DAY, 200]


def asked(findings: Findings) -> list[str]:
    return [p.code for p in findings.problems if p.is_open]


def purchases(column: str, one: Any, two: Any) -> dict[str, list[list[Any]]]:
    return {"S": [COVER, [*HEADER, column], [*A, one], [*B, two]]}


def people(column: str, one: Any, two: Any) -> dict[str, list[list[Any]]]:
    header = ["结对县（区）", "来沪就业人数", "就地就近就业人数", column]
    return {"S": [["填报月份：2022年9月"], header, ["隆阳区", 12, 30, one], ["施甸县", 5, 9, two]]}


@pytest.mark.parametrize(
    ("column", "one", "two"),
    [
        ("状态", "已签", "拟签"),
        ("订单状态", "已完成", "进行中"),
        ("是否计入", "是", "否"),
        ("是否计入统计", "√", "×"),
        ("填报单位", "七宝镇", "莘庄镇"),
        ("街镇", "七宝", "莘庄"),
        ("月份", "8月", "9月"),
    ],
)
def test_a_column_that_says_which_rows_count_is_asked_about(
    examined: Examined, column: str, one: str, two: str
) -> None:
    findings = examined("七宝.xlsx", purchases(column, one, two))
    assert asked(findings) == ["row_state"]


@pytest.mark.parametrize(
    ("column", "one", "two"),
    [
        *(("状态", "已签", "已完成"), ("是否计入", "是", "是"), ("月份", "9月", "9月")),
        *(("月份", 9, 9), ("年份", 2022, 2022), ("街镇", "七宝镇", "七宝镇")),
        *(("是否832平台", "是", "否"), ("付款方式", "转账", "现金"), ("带动脱贫户数", 3, 5)),
    ],
)
def test_one_that_agrees_or_says_nothing_of_it_is_not(
    examined: Examined, column: str, one: Any, two: Any
) -> None:
    assert asked(examined("七宝.xlsx", purchases(column, one, two))) == []


@pytest.mark.parametrize(("column", "one"), [("月份", "8月"), ("统计期间", "1-9月")])
def test_people_of_other_months_in_a_row_are_asked_about(
    examined: Examined, column: str, one: str
) -> None:
    assert asked(examined("人社局.xlsx", people(column, one, "9月"))) == ["row_state"]


@pytest.mark.parametrize(
    "heading", ["二、未付款", "未到账部分：", "（二）计划采购", "二、意向采购", "浦江镇："]
)
def test_a_heading_over_rows_that_may_not_count_is_asked_about(
    examined: Examined, heading: str
) -> None:
    sheets = {"S": [COVER, HEADER, A, [heading], B]}
    assert asked(examined("七宝.xlsx", sheets)) == ["row_state"]


@pytest.mark.parametrize("heading", ["一、已付款", "（二）832平台", "七宝镇：", "9月"])
def test_a_heading_over_rows_that_count_is_not(examined: Examined, heading: str) -> None:
    findings = examined("七宝.xlsx", {"S": [COVER, HEADER, A, [heading], B]})
    assert asked(findings) == []
    assert findings.parts[0].rows.num_rows == 2


@pytest.mark.parametrize(
    "header", ["采购总额", "实际采购额", "本月采购金额（元）", "价税合计（元）", "采购总金额"]
)
def test_the_amount_in_other_words_is_read_where_it_stands_alone(
    examined: Examined, header: str
) -> None:
    sheets = {"S": [COVER, [*HEADER[:3], header], A, B]}
    (part,) = examined("七宝.xlsx", sheets).parts
    assert sum(part.rows["amount_fen"].to_pylist()) == 300_00


@pytest.mark.parametrize(
    "label", ["最高", "去年同期", "同比增长", "差额", "占比", "上月", "中位数", "#学校"]
)
def test_a_line_of_comparison_is_no_unit(examined: Examined, label: str) -> None:
    header = ["预算单位", "年度食堂采购总额", "累计采购额"]
    rows = [["甲局", 1000, 150], ["乙局", 3000, 300], [label, 2000, 225]]
    (part,) = examined("财政局.xlsx", {"S": [["填报月份：2022年9月"], header, *rows]}).parts
    assert part.rows["budget_unit"].to_pylist() == ["甲局", "乙局"]
