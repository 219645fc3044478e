"""A title, a sheet's name and the months around a table are read word by word."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from etl.examine.examine import Findings

Rows = list[list[Any]]
Examined = Callable[[str, dict[str, Rows]], Findings]
COUNTIES: Rows = [["隆阳区", 12, 30], ["施甸县", 5, 20]]


def purchases(title: str, *more: str) -> Rows:
    return [
        [title],
        ["填报单位：七宝镇", "填报月份：2022年7月", "金额单位：元", *more],
        ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"],
        ["甲公司", "超市", date(2022, 7, 5), 12_500, "10000001"],
    ]


def heads(title: str = "劳务协作就业人数月报表", *more: str) -> Rows:
    cover = ["填报单位：区人社局", "填报月份：2022年9月", *more]
    return [[title], cover, ["结对县（区）", "来沪就业人数", "就地就近就业人数"], *COUNTIES]


def asked(findings: Findings) -> list[str]:
    return [p.code for p in findings.problems if p.is_open]


@pytest.mark.parametrize(
    "title",
    [
        *("消费帮扶采购明细表（废）", "消费帮扶采购明细表（第一稿）", "消费帮扶未采购明细表"),
        *("消费帮扶采购退货明细表", "消费帮扶采购订单表", "消费帮扶采购明细表（待付款）"),
    ],
)
def test_a_word_of_a_title_that_is_not_known_is_asked_about(examined: Examined, title: str) -> None:
    assert asked(examined("七宝镇.xlsx", {"7月": purchases(title)})) == ["other_state"]


@pytest.mark.parametrize(
    "title",
    [
        "闵行区七宝镇2022年7月份消费帮扶采购台账（镇街动员企业采购）",
        *("上海市闵行区东西部协作消费帮扶采购情况汇总表", "附件2 消费帮扶采购明细表(盖章版)"),
        *("某某公司消费帮扶采购明细表", "消费帮扶采购明细表（2022.7）", "消费扶贫采购统计表（元）"),
        "七宝镇总商会会员企业消费帮扶采购明细表（更新）",
    ],
)
def test_a_title_may_say_whose_it_is_and_of_when(examined: Examined, title: str) -> None:
    assert examined("七宝镇.xlsx", {"7月": purchases(title)}).accepted


@pytest.mark.parametrize(
    ("sheet", "codes"),
    [
        *(("7月废", ["other_state"]), ("7月old", ["other_state"]), ("7月备份", ["other_state"])),
        *(("7月（误）", ["other_state"]), ("7月(2)", []), ("7月v2", []), ("张三", [])),
        *(("7月份（七宝镇）", []), ("7月 终稿", []), ("202207", [])),
    ],
)
def test_what_stands_behind_the_month_of_a_sheet_is_read(
    examined: Examined, sheet: str, codes: list[str]
) -> None:
    assert asked(examined("七宝镇.xlsx", {sheet: purchases("消费帮扶采购明细表")})) == codes


@pytest.mark.parametrize(
    ("line", "code"),
    [
        *(("币种：美元", "unknown_money_unit"), ("货币：港币", "unknown_money_unit")),
        *(("不含税", "unknown_words"), ("仅供参考", "unknown_words")),
    ],
)
def test_a_cover_may_take_a_figure_out_of_its_unit_or_state(
    examined: Examined, line: str, code: str
) -> None:
    findings = examined("七宝镇.xlsx", {"7月": purchases("消费帮扶采购明细表", line)})
    assert [p.code for p in findings.problems if p.severity == "error"] == [code]


def test_the_currency_of_the_land_says_nothing(examined: Examined) -> None:
    table = purchases("消费帮扶采购明细表", "币种：人民币")
    assert examined("七宝镇.xlsx", {"7月": table}).accepted


@pytest.mark.parametrize(
    ("file", "sheet", "table"),
    [
        ("人社局.xlsx", "Sheet1", heads("劳务协作就业人数月报表（1—9月）")),
        ("人社局.xlsx", "Sheet1", heads("劳务协作就业人数月报表（三季度）")),
        ("人社局.xlsx", "1-9月", heads()),
        ("人社局.xlsx", "Sheet1", heads("劳务协作就业人数月报表", "统计口径：1至9月")),
        ("人社局.xlsx", "Sheet1", [*heads(), ["注：以上为8月数"]]),
        ("人社局.xlsx", "Sheet1", [*heads(), ["注：本表为9月底在沪人数"]]),
    ],
)
def test_several_months_around_the_heads_of_one_are_asked_about(
    examined: Examined, file: str, sheet: str, table: Rows
) -> None:
    assert asked(examined(file, {sheet: table})) == ["other_span"]


def test_a_book_of_months_may_be_called_by_all_of_them(examined: Examined) -> None:
    def month(number: int) -> Rows:
        cover = ["填报单位：区人社局", f"填报月份：2022年{number}月"]
        header, first, *rest = heads()[2:]
        return [["1-2月劳务协作就业人数月报表"], cover, header, [*first[:-1], number], *rest]

    findings = examined("人社局1-2月.xlsx", {"一": month(1), "二": month(2)})
    assert (asked(findings), findings.accepted) == ([], True)


@pytest.mark.parametrize("header", ["采购额度（%）", "采购额度（人均）"])
def test_a_measure_in_an_amounts_header_is_not_overlooked(examined: Examined, header: str) -> None:
    table = purchases("消费帮扶采购明细表")
    table[2][3] = header
    assert asked(examined("七宝镇.xlsx", {"7月": table})) == ["unknown_words"]
