"""Total rows by whatever word they go: never data, never a unit, never a reason to refuse."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings
from etl.store.lines.ledger import totals_fen

Examined = Callable[..., Findings]
D = date(2022, 9, 3)
COVER = ["填报单位：七宝镇", None, "填报月份：2022年9月"]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
A = ["甲公司", "超市", D, 100, "11111111"]
B = ["乙公司", "832平台", D, 250, "22222222"]
WORDS = [
    *(
        "合计",
        "合計",
        "合\u200b计",
        "合 计",
        "合计数",
        "总计数",
        "累计数",
        "小计数",
        "总和",
        "总数",
    ),
    *("汇总", "832平台 汇总", "Total", "TOTAL", "Grand Total", "832平台 Total", "Sum", "合计①"),
    *(
        "共2笔",
        "总共2笔",
        "共 2 条",
        "合计2笔",
        "合计（2笔）",
        "全区合计",
        "全区",
        "平均",
        "平均值",
    ),
    *(
        "其中：教育系统",
        "其中:832平台",
        "总计（元）",
        "合计金额",
        "总金额",
        "总人数",
        "832平台 平均值",
        "832平台 计数",
    ),
]


def canteens(*rows: list[Any]) -> list[list[Any]]:
    head = ["预算单位", "有无食堂", "年度食堂采购总额", "预留比例", "累计采购额"]
    return [["填报单位：区财政局", None, "填报月份：2022年9月"], head, *rows]


def summed(findings: Findings, name: str) -> float:
    assert [p.message for p in findings.problems if p.severity == "error"] == []
    return sum(totals_fen(p)[name] for p in findings.parts) / 100


@pytest.mark.parametrize("word", WORDS)
def test_a_total_row_is_no_purchase(examined: Examined, word: str) -> None:
    rows = [COVER, HEADER, A, B, [word, None, None, 350, None]]
    assert summed(examined("采购.xlsx", {"9月": rows}), "amount") == 350


@pytest.mark.parametrize("word", WORDS)
def test_a_total_row_is_no_budget_unit(examined: Examined, word: str) -> None:
    one, two = ["甲学校", "有", 1000, 0.15, 200], ["乙学校", "有", 2000, 0.15, 300]
    rows = canteens(one, two, [word, None, 3000, None, 500])
    assert summed(examined("食堂.xlsx", {"9月": rows}), "purchased") == 500


@pytest.mark.parametrize("word", ["平均", "其中：甲", "累计数", "2笔计数"])
def test_what_is_no_sum_is_not_compared_with_the_rows(examined: Examined, word: str) -> None:
    rows = [COVER, HEADER, A, B, [word, None, None, 175, None]]
    findings = examined("采购.xlsx", {"9月": rows})
    assert [p.code for p in findings.problems if p.code == "total_mismatch"] == []


def test_subtotals_by_group_stand_beside_a_total(examined: Examined) -> None:
    rows = [
        *(COVER, HEADER, A, ["超市 汇总", None, None, 100], B),
        *(["832平台 汇总", None, None, 250], ["总计", None, None, 350]),
    ]
    findings = examined("采购.xlsx", {"9月": rows})
    assert summed(findings, "amount") == 350
    assert [p.message for p in findings.problems if p.code == "total_mismatch"] == []


@pytest.mark.parametrize("word", ["全区", "合计数", "汇总"])
def test_a_county_called_like_a_total_is_none(examined: Examined, word: str) -> None:
    rows = [
        ["填报单位：区人社局", "填报月份：2022年9月"],
        ["结对县（区）", "来沪就业人数", "就地就近就业人数"],
        *(["施甸县", 3, 4], ["龙陵县", 5, 6], [word, 8, 10]),
    ]
    findings = examined("就业.xlsx", {"9月": rows})
    assert [p.message for p in findings.problems if p.severity == "error"] == []
    (part,) = findings.parts
    assert part.rows["county"].to_pylist() == ["施甸县", "龙陵县"]


@pytest.mark.parametrize("word", ["全区", "合计数", "汇总", "Total", "其中：甲"])
def test_a_total_with_all_that_a_row_needs_is_asked_about(examined: Examined, word: str) -> None:
    rows = [COVER, HEADER, A, B, [word, "各渠道", D, 350, None]]
    findings = examined("采购.xlsx", {"9月": rows})
    assert {p.code for p in findings.problems if p.severity == "error"} == {"total_or_data"}


@pytest.mark.parametrize(
    "name", ["统计局", "区总工会", "和平小学", "全达公司", "汇总科技公司", "共和小学"]
)
def test_a_name_with_such_a_sign_is_a_unit(examined: Examined, name: str) -> None:
    rows = canteens([name, "有", 1000, 0.15, 200])
    assert summed(examined("食堂.xlsx", {"9月": rows}), "purchased") == 200


@pytest.mark.parametrize("text", ["累计3家", "共3项", "合计12个"])
def test_a_report_of_progress_that_counts_is_no_total(examined: Examined, text: str) -> None:
    rows = [
        ["填报单位：区教育局", "填报月份：2022年9月"],
        ["任务序号", "进展状态", "进展情况"],
        [31, "推进中", text],
    ]
    findings = examined("任务.xlsx", {"9月": rows})
    assert [p.message for p in findings.problems if p.severity == "error"] == []


EVENTS = [
    ["填报单位：区农业农村委", None, "填报月份：2022年9月"],
    ["活动类别", "主办单位", "对口地区", "活动日期", "参与人数"],
    ["产销对接", "区农业农村委", "施甸县", D, 20],
]


@pytest.mark.parametrize("day", ["2022年9月20日", "9月20日", "2022.9.20", "二〇二二年九月二十日"])
def test_a_row_after_a_note_that_fills_several_columns_is_never_dropped(
    examined: Examined, day: str
) -> None:
    rows = [*EVENTS, ["注：以上为本月数据"], [None, None, "龙陵县", day, None]]
    findings = examined("活动.xlsx", {"9月": rows})
    assert {(p.code, p.cell) for p in findings.problems if p.severity == "error"} == {
        ("missing_cell", "A5"),
        ("missing_cell", "B5"),
    }


@pytest.mark.parametrize(
    "line",
    [
        ["填报人：王某", None, "审核人：李某", "2022年9月30日"],
        ["（盖章）", None, None, "2022年9月30日"],
        [None, None, None, "2022年9月30日"],
        ["填报人", "王某", "审核人", "李某"],
    ],
)
def test_a_signature_after_a_note_is_still_none(examined: Examined, line: list[Any]) -> None:
    findings = examined("活动.xlsx", {"9月": [*EVENTS, ["注：以上为本月数据"], line]})
    assert [p.message for p in findings.problems if p.severity == "error"] == []
