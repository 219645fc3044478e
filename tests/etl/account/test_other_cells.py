"""Columns, rows and sheets beside what the form asks for: each has a part, or is asked about."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.account.cells import SheetCells
from etl.examine.examine import Findings

Examined = Callable[[str, dict[str, list[list[Any]]]], Findings]
DAY = date(2022, 9, 5)
COVER = ["填报单位：七宝镇", None, "填报月份：2022年9月"]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]


def purchases(header: str | None, one: Any, two: Any) -> dict[str, list[list[Any]]]:
    rows = [["甲公司", "超市", DAY, 100, one], ["乙公司", "专柜", DAY, 200, two]]
    return {"S": [COVER, [*HEADER, header], *rows]}


def rules_asked(findings: Findings) -> list[str]:
    return [p.code for p in findings.problems if p.is_open]


@pytest.mark.parametrize(
    ("header", "one", "two"),
    [("积分", 113, 226), ("岗位数量", 5, 6), (None, 7, 8)],
)
def test_a_column_of_other_figures_is_asked_about(
    examined: Examined, header: str | None, one: Any, two: Any
) -> None:
    findings = examined("七宝.xlsx", purchases(header, one, two))
    assert rules_asked(findings) == ["other_figures"]
    assert findings.cells[0].unknown == 2


@pytest.mark.parametrize(
    ("header", "one", "two"),
    [
        ("联系电话", 64120059, 64120060),
        ("数量（份）", 5, 6),
        ("单价（元）", 20, 33),
        ("品牌", "甲", "乙"),
    ],
)
def test_a_harmless_column_is_a_remark(examined: Examined, header: str, one: Any, two: Any) -> None:
    findings = examined("七宝.xlsx", purchases(header, one, two))
    assert findings.cells == (SheetCells("S", data=8, header=5, context=2, remark=2),)
    assert "unknown_column" not in [p.code for p in findings.problems]


@pytest.mark.parametrize(
    "remark", ["作废", "因疫情取消", "不计入本月，重复", "已退回，不算。", "重复上报"]
)
def test_a_row_that_takes_itself_back_is_asked_about(examined: Examined, remark: str) -> None:
    findings = examined("七宝.xlsx", purchases("备注", None, remark))
    (question,) = [p.asked for p in findings.problems if p.asked]
    assert [(c.code, c.totals) for c in question.choices] == [
        ("skip", "采购额度 100.00 元，1 行"),
        ("keep", "采购额度 300.00 元，2 行"),
        ("return", ""),
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "取消中间环节，直接对接农户",
        "第二批，含运费",
        "推荐产品",
        "含退货500元",
        "同上",
        "原发票作废，已重开",
        "因疫情延期至9月举办",
    ],
)
def test_a_remark_that_takes_nothing_back_is_not_asked_about(
    examined: Examined, remark: str
) -> None:
    assert examined("七宝.xlsx", purchases("备注", None, remark)).accepted


@pytest.mark.parametrize(
    "remark",
    [
        *(
            "已退货",
            "退货",
            "全额退款",
            "订单取消",
            "此行作废请勿统计",
            "作废（重开）",
            "企业已注销",
        ),
        *(
            "并入第2行",
            "已包含在上行",
            "同上一笔",
            "与第2行重复",
            "由区经委填报",
            "8月已报",
            "另行统计",
        ),
        *(
            "待确认",
            "预计",
            "暂估数",
            "金额有误",
            "不在统计范围",
            "非帮扶产品",
            "上年结转",
            "2021年",
        ),
    ],
)
def test_a_row_that_stands_elsewhere_or_is_no_fact_is_asked_about(
    examined: Examined, remark: str
) -> None:
    assert rules_asked(examined("七宝.xlsx", purchases("备注", None, remark))) == ["row_state"]


def test_what_came_back_stands_with_a_minus_and_is_not_asked_about(examined: Examined) -> None:
    sheets = purchases("备注", None, "退货")
    sheets["S"][-1][3] = -20
    assert rules_asked(examined("七宝.xlsx", sheets)) == []


def test_as_above_below_a_row_that_is_taken_back_is_one_more(examined: Examined) -> None:
    findings = examined("七宝.xlsx", purchases("备注", "作废", "同上"))
    (question,) = [p for p in findings.problems if p.is_open]
    assert "这2行计不计入" in question.message


def test_a_sheet_of_figures_without_headers_is_asked_about(examined: Examined) -> None:
    other = [["买家", "钱"], ["甲公司", 100], ["乙公司", 200]]
    sheets = {**purchases("备注", None, None), "8月": other}
    findings = examined("七宝.xlsx", sheets)
    assert rules_asked(findings) == ["unread_sheet"]
    assert findings.cells[1] == SheetCells("8月", unknown=6)


def test_a_sheet_of_instructions_is_a_remark(examined: Examined) -> None:
    sheets = {**purchases("备注", None, None), "说明": [["请于每月5日前报送"], ["联系人：张三"]]}
    findings = examined("七宝.xlsx", sheets)
    assert findings.accepted
    assert findings.cells[1] == SheetCells("说明", remark=2)
