"""The header of a figure is understood word by word, or asked about."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings

Examined = Callable[[str, dict[str, list[list[Any]]]], Findings]
DAY = date(2022, 9, 5)


def purchases(header: str, *over: Any, amount: float = 125) -> list[list[Any]]:
    return [
        ["填报单位：七宝镇", None, "填报月份：2022年9月"],
        *([[None, None, None, *over]] if over else []),
        ["采购单位", "采购渠道", "采购日期", header],
        ["甲公司", "超市", DAY, amount],
        ["乙公司", "专柜", DAY, 2 * amount],
    ]


def employment(header: str, title: str = "劳务协作就业人数月报表") -> list[list[Any]]:
    return [
        [title],
        ["填报月份：2022年9月"],
        ["结对县（区）", header, "就地就近就业人数"],
        ["隆阳区", 12, 30],
    ]


def projects(header: str) -> list[list[Any]]:
    return [
        ["填报单位：援滇保山小组", None, "填报月份：2022年9月", None, "金额单位：万元"],
        ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", header, "已拨付资金"],
        ["BS-01", "茶园", "区级", "隆阳区", 200, 150, 120],
    ]


def asked(findings: Findings) -> list[tuple[str, str | None, list[str]]]:
    """Rule, cell and choices of each open question."""
    return [
        (p.code, p.cell, [c.code for c in p.asked.choices])
        for p in findings.problems
        if p.asked and p.is_open
    ]


@pytest.mark.parametrize(
    "header",
    [
        *("采购额度", "采购额度（元）", "采购额度（含税）（万元）", "④采购额度", "*采购额度"),
        *(
            "采购额度（9月）",
            "采购额度（2022年9月）",
            "采购额度（单位：元，保留两位小数）",
        ),
    ],
)
def test_a_header_of_known_words_is_not_asked_about(examined: Examined, header: str) -> None:
    assert examined("a.xlsx", {"S": purchases(header)}).accepted


@pytest.mark.parametrize(
    "words",
    [
        *(
            "意向",
            "年初以来",
            "全口径",
            "未税",
            "上半年",
            "2021",
            "拟采购",
            "下月",
            "截至7月",
            "8月",
        ),
        *("斤", "退货", "已取消", "口径二"),
    ],
)
def test_a_word_that_is_not_known_is_asked_about(examined: Examined, words: str) -> None:
    findings = examined("a.xlsx", {"S": purchases(f"采购额度（{words}）")})
    assert (findings.accepted, findings.parts) == (False, ())
    assert asked(findings) == [("unknown_words", "D2", ["as_is", "return"])]


@pytest.mark.parametrize("over", ["上年同期", "下月预计", "未完成", "退货"])
def test_a_word_alone_over_a_header_belongs_to_it(examined: Examined, over: str) -> None:
    findings = examined("a.xlsx", {"S": purchases("采购额度", over)})
    assert asked(findings) == [("unknown_words", "D3", ["as_is", "return"])]


@pytest.mark.parametrize("words", ["以万计", "以万为单位", "佰万元", "RMB'000"])
def test_an_odd_money_unit_offers_the_sums_that_would_follow(
    examined: Examined, words: str
) -> None:
    findings = examined("a.xlsx", {"S": purchases(f"采购额度（{words}）", amount=1.25)})
    (question,) = [p.asked for p in findings.problems if p.asked]
    assert [(c.code, c.totals) for c in question.choices] == [
        ("yuan", "采购额度 3.75 元，2 行"),
        ("wan", "采购额度 37,500.00 元，2 行"),
        ("return", ""),
    ]


@pytest.mark.parametrize("words", ["年初以来", "上半年", "8月", "百人", "人天"])
def test_a_months_heads_are_of_that_month_alone(examined: Examined, words: str) -> None:
    assert not examined("人社局.xlsx", {"S": employment(f"来沪就业人数（{words}）")}).accepted


@pytest.mark.parametrize("words", ["本月", "9月", "人", "新增"])
def test_a_months_heads_may_say_so(examined: Examined, words: str) -> None:
    assert examined("人社局.xlsx", {"S": employment(f"来沪就业人数（{words}）")}).accepted


@pytest.mark.parametrize(
    ("words", "accepted"),
    [("截至9月底", True), ("累计", True), ("9月", False), ("本年", False), ("2022年", False)],
)
def test_a_snapshots_figure_is_all_until_now(
    examined: Examined, words: str, accepted: bool
) -> None:
    findings = examined("保山.xlsx", {"S": projects(f"完成投资（{words}）")})
    assert findings.accepted is accepted


@pytest.mark.parametrize(
    ("words", "accepted"), [("计划", False), ("拟", False), ("年/月/日", True)]
)
def test_a_date_that_has_not_come_is_asked_about(
    examined: Examined, words: str, accepted: bool
) -> None:
    rows = projects("完成投资")
    rows[1].append(f"开工日期（{words}）")
    rows[2].append(date(2022, 8, 1))
    assert examined("保山.xlsx", {"S": rows}).accepted is accepted


def test_two_headers_under_the_same_words_are_one_question(examined: Examined) -> None:
    rows = [
        ["填报月份：2022年9月"],
        ["结对县（区）", "8月", None],
        [None, "来沪就业人数", "就地就近就业人数"],
        ["隆阳区", 12, 30],
    ]
    assert asked(examined("人社局.xlsx", {"S": rows})) == [
        ("unknown_words", "B3", ["as_is", "return"])
    ]
