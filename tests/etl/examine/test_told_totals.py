"""Whatever is asked about a workbook: the total that a choice tells is what comes in by it."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle

from etl.examine.choices import NOTHING, totals_in_words
from etl.examine.examine import examine
from etl.forms.context import Office
from etl.problems import Asked
from etl.questions import Answers

Rows = list[list[Any]]
Book = dict[str, Rows]
PURCHASE = ["采购单位", "采购渠道", "采购日期", "采购额度", "采购凭证"]
PROJECT = ["项目编号", "项目名称", "项目级别", "县（区）", "计划投资", "完成投资", "已拨付资金"]
HEADS = ["结对县（区）", "本月新增来沪就业人数", "本月新增就地就近就业人数"]
CANTEEN = ["预算单位", "有无食堂", "年度食堂采购总额", "预留比例", "累计采购额"]
TOUR = ["团号", "类别", "组织单位", "目的地", "出发日期", "人数"]
QUOTA = ["指标", "承担单位", "目标值", "生效日期", "依据"]


def bought(*amounts: float) -> Rows:
    return [
        [f"公司{n}", "超市", date(2022, 9, n), amount, f"3100{n}"]
        for n, amount in enumerate(amounts or (12_000, 8_500, 3_000), start=1)
    ]


def purchases(
    rows: Rows | None = None,
    title: str = "消费帮扶采购明细表",
    header: list[str] = PURCHASE,
    unit: str | None = "元",
    below: Rows | None = None,
    beside: Book | None = None,
    sheet: str = "S",
) -> Book:
    stated = [f"金额单位：{unit}"] if unit else []
    cover = ["填报单位：七宝镇", "填报月份：2022年9月", *stated]
    table = [[title], cover, header, *(rows or bought()), *(below or [])]
    return {sheet: table, **(beside or {})}


def projects(*rows: tuple[float, float, float], unit: str = "万元", late: Any = None) -> Book:
    cover = ["填报单位：援滇保山小组", "填报月份：2022年9月", f"金额单位：{unit}"]
    told = [
        [f"BS-0{n}", f"项目{n}", "市级", "隆阳区", *row, late if n == 1 else None]
        for n, row in enumerate(rows, start=1)
    ]
    return {"S": [["援建项目进度表"], cover, [*PROJECT, "完工日期"], *told]}


def heads(month: str = "9月", title: str = "劳务协作就业人数月报表") -> Rows:
    cover = ["填报单位：区人社局", f"填报月份：2022年{month}"]
    return [[title], cover, HEADS, ["隆阳区", 12, 30], ["施甸县", 8, 22]]


def canteens(*rows: list[Any]) -> Book:
    cover = ["填报单位：区财政局", "填报月份：2022年9月", "金额单位：元"]
    return {"S": [["食堂采购预留份额执行情况表"], cover, CANTEEN, *rows]}


def tours(*rows: tuple[str, date]) -> Book:
    cover = ["填报单位：区文旅局", "填报月份：2022年9月"]
    told = [[number, "旅游", "甲旅行社", "隆阳区", day, 32] for number, day in rows]
    return {"S": [["赴对口地区组团情况表"], cover, TOUR, *told]}


def quota(target: float) -> Book:
    row = ["镇街动员企业采购", "七宝镇", target, "2022-06-01", "闵合组〔2022〕1号"]
    return {"S": [["指标下达表"], ["填报单位：区合作交流办"], QUOTA, row]}


def with_column(name: str, *cells: Any, amounts: tuple[float, ...] = ()) -> Book:
    rows = [[*row, cell] for row, cell in zip(bought(*amounts), cells, strict=True)]
    return purchases(rows, header=[*PURCHASE, name])


def hide_row(page: Any) -> None:
    page.row_dimensions[5].hidden = True


def hide_column(page: Any) -> None:
    page.column_dimensions["D"].hidden = True


def strike(page: Any) -> None:
    page["D5"].font = Font(strike=True)


def strike_header(page: Any) -> None:
    page["D3"].font = Font(strike=True)


def whiten(page: Any) -> None:
    page["D5"].font = Font(color="FFFFFFFF")


def may_strike(page: Any) -> None:
    look = DifferentialStyle(font=Font(strike=True))
    page.conditional_formatting.add("A4:D5", Rule(type="expression", dxf=look, formula=["1"]))


def plain(page: Any) -> None:
    """Leaves the sheet as it is."""


OTHER_SHEET: Rows = [["甲", 1200.0], ["乙", 3400.0], ["丙", 5600.0]]
SUM = 23_500
# by rule: a workbook that breaks it, what is done to its first sheet, what its file is called
CASES: dict[str, tuple[Book, Callable[[Any], None], str]] = {
    "total_or_data": (
        purchases([*bought(), ["合计", "超市", date(2022, 9, 30), SUM, "31009"]]),
        plain,
        "",
    ),
    "row_units": (
        with_column("单位", "元", "万元", "元", amounts=(12_000, 25, 3_000)),
        plain,
        "",
    ),
    "total_unit": (purchases(below=[["合计", None, None, 2.35, None]]), plain, ""),
    "cell_unit": (
        projects((200, 150, 120.5), (2_000_000, 1_500_000, 900_000), (300, 110, 80.5)),
        plain,
        "",
    ),
    "share_or_sum": (projects((200, 0.75, 90), (350, 0.6, 80)), plain, ""),
    "which_amount": (with_column("实付金额", 11_000, 8_000, 2_900), plain, ""),
    "unknown_words": (
        purchases(header=[*PURCHASE[:3], "采购额度（意向）", PURCHASE[4]]),
        plain,
        "",
    ),
    "other_figures": (with_column("甲乙丙", 1, 5, 7), plain, ""),
    "hidden_column": (purchases(), hide_column, ""),
    "hidden_rows": (purchases(), hide_row, ""),
    "struck_rows": (purchases(), strike, ""),
    "unseen_rows": (purchases(), whiten, ""),
    "struck_by_condition": (purchases(), may_strike, ""),
    "marked_words": (purchases(), strike_header, ""),
    "other_state": (purchases(title="消费帮扶采购明细表（草稿）"), plain, ""),
    "other_span": ({"S": heads(title="2022年度就业人数表")}, plain, "就业.xlsx"),
    "odd_money_unit": (
        purchases(bought(1.2, 0.85, 0.3), title="本表金额单位为万", unit=None),
        plain,
        "",
    ),
    "unread_sheet": (purchases(beside={"T": OTHER_SHEET}), plain, ""),
    "corrected_sheet": (
        purchases(sheet="9月", beside={"9月（更正）": purchases(bought(12_000, 800))["S"]}),
        plain,
        "",
    ),
    "summary_sheet": (
        purchases(sheet="9月", beside={"汇总": purchases(bought(700, 900))["S"]}),
        plain,
        "",
    ),
    "file_of_another": (purchases(), plain, "莘庄镇采购.xlsx"),
    "row_state": (with_column("备注", "", "已退货", ""), plain, ""),
    "share_beyond": (projects((200, 500, 120.5), (300, 110, 80.5)), plain, ""),
    "beyond_belief": (purchases(bought(98_000_000_000, 36_000.5)), plain, ""),
    "unit_doubted": (purchases(bought(1.25, 3.6, 0.82)), plain, ""),
    "canteen_or_not": (
        canteens(
            ["甲小学", "无", 1_200_000, "10%", 90_000], ["乙小学", "有", 800_000, "10%", 7_000]
        ),
        plain,
        "",
    ),
    "done_later": (
        projects((200, 150, 120.5), (300, 110, 80.5), late=date(2022, 12, 1)),
        plain,
        "",
    ),
    "quota_out_of_scale": (quota(3_000_000), plain, ""),
    "month_copied": ({"7月": heads("7月"), "9月": heads()}, plain, "就业.xlsx"),
    "tour_on_two_days": (
        tours(("T-001", date(2022, 9, 5)), ("T-001", date(2022, 9, 15))),
        plain,
        "",
    ),
    "rows_twice": (tours(("T-001", date(2022, 9, 5)), ("T-001", date(2022, 9, 5))), plain, ""),
}


def written(sheets: Book, change: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    change(book.worksheets[0])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def question_of(rule: str, name: str, content: bytes, office: Office) -> Asked:
    found = examine(name, content, office)
    asked = [p for p in found.problems if p.is_open]
    assert [p.code for p in asked] == [rule], [p.message for p in found.problems]
    assert asked[0].asked is not None
    return asked[0].asked


@pytest.mark.parametrize("rule", CASES)
def test_what_a_choice_tells_is_what_comes_in_by_it(rule: str, office: Office) -> None:
    book, change, name = CASES[rule]
    name, content = name or "报表.xlsx", written(book, change)
    question = question_of(rule, name, content, office)
    for choice in (c for c in question.choices if c.code != "return"):
        answered = office.answering(Answers({question.id: choice.code}))
        found = examine(name, content, answered)
        assert not [p for p in found.problems if p.is_open], choice
        assert found.accepted or choice.totals == NOTHING, (choice, found.problems)
        assert totals_in_words(found.parts) == choice.totals, choice


@pytest.mark.parametrize("rule", CASES)
def test_to_send_it_back_is_always_the_last_choice(rule: str, office: Office) -> None:
    book, change, name = CASES[rule]
    question = question_of(rule, name or "报表.xlsx", written(book, change), office)
    assert [c.code for c in question.choices][-1] == "return"
    assert 2 <= len(question.choices) <= 4
