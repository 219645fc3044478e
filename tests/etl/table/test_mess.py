"""Tables as people make them: each variant of a mess gives the right figures, or is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings
from etl.store.lines.ledger import totals_fen

Examined = Callable[..., Findings]
Rows = list[list[Any]]
D = date(2022, 9, 3)
COVER: Rows = [["填报单位：七宝镇", None, "填报月份：2022年9月"]]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
A = ["甲公司", "超市", D, 100, "11111111"]
B = ["乙公司", "超市", D, 250.5, "22222222"]
TABLE: Rows = [HEADER, A, B]


def total(findings: Findings) -> float:
    """The sum of the purchases of an accepted workbook, in yuan."""
    errors = [p for p in findings.problems if p.severity == "error"]
    assert errors == []
    return sum(totals_fen(p)["amount"] for p in findings.parts) / 100


def rules(findings: Findings) -> set[tuple[str, str | None]]:
    """Rule and cell of each error."""
    assert findings.parts == ()
    return {(p.code, p.cell) for p in findings.problems if p.severity == "error"}


def warned(findings: Findings, rule: str) -> list[str]:
    return [p.message for p in findings.problems if p.code == rule]


ACCEPTED: dict[str, tuple[Rows, float]] = {
    "header on row 12, in column D": (
        [*COVER, *[[] for _ in range(10)], *([None] * 3 + r for r in TABLE)],
        350.5,
    ),
    "numbered headers": (
        [*COVER, ["1.采购单位", "2、采购渠道", "（3）采购日期", "④采购额度"], A[:4]],
        100,
    ),
    "headers with remarks in brackets": (
        [
            *COVER,
            [
                "采购单位（全称）",
                "采购渠道【必填】",
                "采购日期(年月日)",
                "采购金额（含税）（万元）",
            ],
            A[:4],
        ],
        1_000_000,
    ),
    "the unit of a header in a sentence": (
        [*COVER, [*HEADER[:3], "采购额度（含税，以万元计）"], A[:4]],
        1_000_000,
    ),
    "the unit of a header in square brackets": (
        [*COVER, [*HEADER[:2], "采购时间", "采购额度[万元]"], A[:4]],
        1_000_000,
    ),
    "the unit behind the header without brackets": (
        [*COVER, [*HEADER[:3], "采购额度 万元"], A[:4]],
        1_000_000,
    ),
    "a row of units below the headers": (
        [*COVER, HEADER, [None, None, None, "（万元）", None], A],
        1_000_000,
    ),
    "a row that counts the columns": ([*COVER, HEADER, [1, 2, 3, 4, 5], A, B], 350.5),
    "a row 甲乙丙 and numbers": ([*COVER, HEADER, ["甲", "乙", "丙", 1, 2], A, B], 350.5),
    "unlabelled unit line": ([["单位：七宝镇"], *TABLE], 350.5),
    "cover with a seal": (
        [["填报单位（盖章）：七宝镇（公章）  填报时间：2022-10-08"], *TABLE],
        350.5,
    ),
    "wide label": ([["填 报 单 位", "七宝镇"], ["金 额 单 位：万元"], *TABLE], 3_505_000),
    "totals with spaces and names": (
        [*COVER, *TABLE, ["合 计", None, None, 350.5], ["七月合计", None, None, 350.5]],
        350.5,
    ),
    "a total in words": (
        [*COVER, *TABLE, ["合计（大写）：叁佰伍拾元伍角", None, None, 350.5]],
        350.5,
    ),
    "a total with its unit": ([*COVER, *TABLE, ["合计（元）：", None, None, 350.5]], 350.5),
    "a total in the second column": (
        [*COVER, ["序号", *HEADER], [1, *A], [2, *B], [None, "共计", None, None, 350.5]],
        350.5,
    ),
    "totals of months and of names with figures": (
        [
            *COVER,
            HEADER,
            ["甲公司", "832平台", D, 100, "11111111"],
            ["832平台小计", None, None, 100],
            B,
            ["2022年9月合计", None, None, 350.5],
        ],
        350.5,
    ),
    "a total split over two cells": ([*COVER, *TABLE, ["合", "计", None, 350.5]], 350.5),
    "numbered rows left empty": (
        [*COVER, ["序号", *HEADER], [1, *A], [2, *B], [3], [4], [5]],
        350.5,
    ),
    "formulas drawn down over empty rows": ([*COVER, *TABLE, [None, None, None, 0]], 350.5),
    "notes, signature, date": (
        [
            *COVER,
            *TABLE,
            ["备注：含税。"],
            ["1、由各企业报送。"],
            ["单位负责人：张某", None, "填表人：李某", "联系电话：021-1"],
            ["制表人", "王某", "日期", "2022年10月8日"],
        ],
        350.5,
    ),
    "a sentence below": ([*COVER, HEADER, A, B, ["本表经单位负责人审核签字后报送"]], 350.5),
    "data after a note": ([*COVER, HEADER, A, ["注：以下为补报"], B], 350.5),
    "a group heading below two levels of headers": (
        [
            *COVER,
            ["序号", "采购单位", "采购渠道", "时间节点", None, "采购额度"],
            [None, None, None, "采购日期", "采购凭证", None],
            ["一、企业"],
            [1, "甲公司", "超市", D, "11111111", 100],
            [2, "乙公司", "超市", D, "22222222", 250.5],
        ],
        350.5,
    ),
    "group headings": ([*COVER, HEADER, ["一、企业"], A, ["（二）商户"], B], 350.5),
    "month headings": ([*COVER, HEADER, ["9月份"], A, B], 350.5),
    "an example row": ([*COVER, HEADER, ["示例：某公司", "超市", D, 9, "1"], A, B], 350.5),
    "以下空白": ([*COVER, *TABLE, ["以下空白"]], 350.5),
    "a row of dashes": ([*COVER, HEADER, A, ["/", "/", "/", "/", "/"], B], 350.5),
    "continued with the header again": (
        [*COVER, HEADER, A, ["续表"], HEADER, B, ["合计", None, None, 350.5]],
        350.5,
    ),
    "continued under its title again": (
        [*COVER, HEADER, A, ["消费帮扶采购明细表（续）"], HEADER, B],
        350.5,
    ),
    "a label among the headers of the upper level": (
        [
            *COVER,
            ["采购单位", "采购渠道", "采购日期", "资金情况（万元）", None, "联系人"],
            [None, None, None, "其中：采购额度", "采购凭证", None],
            [*A, "王某"],
            [*B, "李某"],
        ],
        3_505_000,
    ),
    "continued with columns moved": (
        [*COVER, HEADER, A, ["（续表）"], HEADER[::-1], B[::-1]],
        350.5,
    ),
    "continued under its cover again": (
        [["金额单位：万元"], *COVER, HEADER, A, *COVER, ["金额单位：万元"], HEADER, B],
        3_505_000,
    ),
    "continued in another unit": (
        [*COVER, [*HEADER[:3], "采购额度（元）"], A[:4], [*HEADER[:3], "采购额度（万元）"], B[:4]],
        100 + 2_505_000,
    ),
    "同上 in every column": (
        [*COVER, HEADER, A, ["同上", "〃", '"', "同上", "33333333"]],
        200,
    ),
    "同上 in the first row of a continuation": (
        [*COVER, HEADER, A, ["续表"], HEADER, ["同上", "同上", "〃", 7, "33333333"]],
        107,
    ),
    "a unit column that is not known": (
        [*COVER, [*HEADER, "数量"], [*A, 5], [*B, 6]],
        350.5,
    ),
    "money in words of all kinds": (
        [
            *COVER,
            HEADER,
            *(["甲", "超市", D, m, None] for m in ("人民币100元", "RMB 1,000.5", "￥ 0.1 万 元整")),
            *(["甲", "超市", D, m, None] for m in ("-￥50.00", "（50）", "CNY200", "1 234.5元")),
        ],
        100 + 1000.5 + 1000 - 50 - 50 + 200 + 1234.5,
    ),
    "days of all kinds": (
        [
            *COVER,
            HEADER,
            *(
                ["甲", "超市", day, 1, None]
                for day in (
                    *("9月3日-5日", "2022.9.3-9.6", "2022年9月3日至2022年10月2日", "9月3号"),
                    *(
                        "2022-09-03 14:30:00",
                        "2022/9/3 8:05",
                        "2022年9月3日（周六）",
                        44807,
                        44807.5,
                    ),
                    *("20220903", "2022-09-03T00:00:00", "2022 年 9 月 3 日", "2022。9。3"),
                )
            ),
        ],
        13,
    ),
    "months as a list": ([["填报单位：七宝镇", "报表期间：2022年7、8、9月"], *TABLE], 350.5),
    "a whole year": ([["填报单位：七宝镇", "报表期间：2022年度"], *TABLE], 350.5),
    "a number format of a total only": (
        [*COVER, HEADER, A, ["小计", None, None, "100元"], B, ["总计", None, None, "￥350.50"]],
        350.5,
    ),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_mess_that_can_be_read_gives_the_right_figure(examined: Examined, name: str) -> None:
    rows, yuan = ACCEPTED[name]
    findings = examined("采购.xlsx", {"Sheet1": rows})
    assert total(findings) == yuan
    assert warned(findings, "total_mismatch") == []


REFUSED: dict[str, tuple[Rows, set[tuple[str, str | None]]]] = {
    "two columns of one name": (
        [*COVER, [*HEADER, "采购额度"], [*A, 1]],
        {("ambiguous_column", "F2")},
    ),
    "two aliases": (
        [*COVER, [*HEADER[:3], "金额", "采购金额"], [*A[:4], 5]],
        {("ambiguous_column", "E2")},
    ),
    "a lone empty cell": ([*COVER, HEADER, A, [None, *B[1:]]], {("missing_cell", "A4")}),
    "a unit that is not known": (
        [["填报单位：七宝镇", "金额单位：美金"], *TABLE],
        {("unknown_money_unit", None)},
    ),
    "a foreign currency in brackets": (
        [["消费帮扶采购明细表（美元）"], *COVER, *TABLE],
        {("unknown_money_unit", None)},
    ),
    "a foreign currency behind a label without a colon": (
        [["填报单位 七宝镇  金额单位 美元"], *TABLE],
        {("unknown_money_unit", None)},
    ),
    "thousands": ([["填报单位：七宝镇", "金额单位：千"], *TABLE], {("unknown_money_unit", None)}),
    "one unit above, another in a note": (
        [*COVER, ["金额单位：元"], *TABLE, ["注：本表金额单位为万元"]],
        {("money_unit_conflict", None)},
    ),
    "months with a gap": (
        [["填报单位：七宝镇", "报表期间：2022年7、9月"], *TABLE],
        {("bad_period", "B1")},
    ),
    "two periods": (
        [["填报单位：七宝镇", "报表期间：2022年9月"], ["填报月份：2022年8月"], *TABLE],
        {("period_conflict", "A2"), ("period_conflict", "B1")},
    ),
    "同上 for the amount of a continuation": (
        [*COVER, HEADER, A, HEADER, [*B[:3], "同上"]],
        {("nothing_above", "D5")},
    ),
    "同上 in the first row": ([*COVER, HEADER, ["同上", *A[1:]]], {("nothing_above", "A3")}),
    "a total that is a whole row": (
        [*COVER, HEADER, A, ["合计", "超市", D, 100, None]],
        {("total_or_data", "A4")},
    ),
    "a figure below the notes": (
        [*COVER, *TABLE, ["注：含税"], ["丙公司", None, None, 9]],
        {("missing_cell", "B6"), ("missing_cell", "C6")},
    ),
    "a half-filled row": (
        [*COVER, *TABLE, ["丙公司"]],
        {("missing_cell", c) for c in ("B5", "C5", "D5")},
    ),
    "around a sum": ([*COVER, HEADER, [*A[:3], "300余元"]], {("bad_money", "D3")}),
    "two other sums": (
        [*COVER, HEADER, [*A[:3], "1.2w"], [*B[:3], "12.5%"]],
        {("bad_money", "D3"), ("bad_money", "D4")},
    ),
    "days that are none": (
        [
            *COVER,
            HEADER,
            *([*A[:2], d, 1] for d in ("9月上旬", "9月5日-3日", "2022年9月", "9.3", "3/9/2022")),
        ],
        {("bad_date", f"C{r}") for r in range(3, 8)},
    ),
    "an error as text": ([*COVER, HEADER, [*A[:4], "#N/A"]], {("error_cell", "E3")}),
    "an amount before tax": (
        [*COVER, [*HEADER[:3], "采购额度（不含税）"], A[:4]],
        {("missing_column", None)},
    ),
    "an amount that is expected, not spent": (
        [*COVER, [*HEADER[:3], "采购额度（预计）"], A[:4]],
        {("missing_column", None)},
    ),
    "a second amount beside the first": (
        [*COVER, [*HEADER, "金额"], [*A, 7], [*B, 8]],
        {("other_figures", "F2")},
    ),
    "a figure of another year": (
        [*COVER, [*HEADER[:3], "采购额度（2021年）"], A[:4]],
        {("other_year", "D2")},
    ),
    "a part of the amount": (
        [*COVER, [*HEADER[:3], "采购额度（其中：线上）"], A[:4]],
        {("missing_column", None)},
    ),
    "a second line of headers, one of them 累计": (
        [*COVER, [*HEADER[:4], None], [None, None, None, "本月", "累计"], A],
        {("missing_cell", c) for c in ("A3", "B3", "C3")} | {("bad_money", "D3")},
    ),
    "two forms on one sheet": (
        [
            *COVER,
            *TABLE,
            ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", "完成投资", "已拨付资金"],
            ["P1", "某路", "乡镇结对", "施甸县", 1, 1, 1],
        ],
        {("two_tables", None)},
    ),
    "two units on one sheet": (
        [*COVER, HEADER, A, ["填报单位：莘庄镇"], HEADER, B],
        {("two_tables", None)},
    ),
    "a city's name for a unit": ([["单位：龙湖镇"], *TABLE], {("unknown_unit", "A1")}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_mess_that_is_not_clear_is_refused(examined: Examined, name: str) -> None:
    rows, expected = REFUSED[name]
    found = rules(examined("采购.xlsx", {"Sheet1": rows}))
    assert found <= expected
    assert found
