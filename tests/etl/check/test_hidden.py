"""Rows and columns that are hidden or struck through, and what is said outside the cells."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.questions import Answers
from etl.store.lines.ledger import totals_fen

COVER = ["填报单位：七宝镇", None, "填报月份：2022年9月"]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度"]
ROWS: list[list[Any]] = [
    ["甲公司", "超市", date(2022, 9, 1), 12000],
    ["乙公司", "超市", date(2022, 9, 2), 8500],
    ["丙公司", "超市", date(2022, 9, 3), 3000],
]


def book_with(change: Callable[[Any], None], header: list[str] = HEADER) -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in [COVER, header, *ROWS]:
        page.append(row)
    change(page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def amount(findings: Findings) -> float | None:
    """What the workbook brings in yuan; None where it is not let in."""
    return totals_fen(findings.parts[0])["amount"] / 100 if findings.parts else None


def asked(content: bytes, office: Office) -> tuple[str, str, dict[str, float | None]]:
    """The one open question: its rule, its place, and what would come in by each answer."""
    (problem,) = (p for p in examine("a.xlsx", content, office).problems if p.is_open)
    assert problem.asked is not None
    amounts = {
        choice.code: amount(
            examine("a.xlsx", content, office.answering(Answers({problem.asked.id: choice.code})))
        )
        for choice in problem.asked.choices
    }
    return problem.code, problem.cell or "", amounts


def hide_a_row(page: Any) -> None:
    page.row_dimensions[3].hidden = True


def filter_rows(page: Any) -> None:
    page.auto_filter.ref = "A2:D5"
    page.auto_filter.add_filter_column(0, ["丙公司"])
    page.row_dimensions[3].hidden = page.row_dimensions[4].hidden = True


def strike_a_row(page: Any) -> None:
    for cell in page[4]:
        cell.font = Font(strike=True)


def strike_an_amount(page: Any) -> None:
    page["D5"].font = Font(strike=True)


def strike_a_name(page: Any) -> None:
    page["A3"].font = Font(strike=True)


def whiten_an_amount(page: Any) -> None:
    page["D4"].font = Font(color="FFFFFFFF")


def shrink_an_amount(page: Any) -> None:
    page["D4"].font = Font(size=1)


def may_strike(page: Any) -> None:
    look = DifferentialStyle(font=Font(strike=True))
    rule = Rule(type="expression", dxf=look, formula=["$D3>1"])
    page.conditional_formatting.add("A3:D4", rule)


@pytest.mark.parametrize(
    ("change", "rule", "cell", "without"),
    [
        (hide_a_row, "hidden_rows", "A3", 11500),
        (filter_rows, "hidden_rows", "A3", 3000),
        (strike_a_row, "struck_rows", "A4", 15000),
        (strike_an_amount, "struck_rows", "A5", 20500),
        (strike_a_name, "struck_rows", "A3", 11500),
        (whiten_an_amount, "unseen_rows", "A4", 15000),
        (shrink_an_amount, "unseen_rows", "A4", 15000),
        (may_strike, "struck_by_condition", "A3", 3000),
    ],
)
def test_rows_that_are_hidden_or_struck_count_as_their_sender_says(
    office: Office, change: Callable[[Any], None], rule: str, cell: str, without: float
) -> None:
    amounts = {"count": 23500, "skip": without, "return": None}
    assert asked(book_with(change), office) == (rule, cell, amounts)


def test_a_struck_remark_and_a_white_zero_are_nobodys_concern(office: Office) -> None:
    def strike(page: Any) -> None:
        page["E2"], page["E3"] = "备注", "已核"
        page["E3"].font = Font(strike=True)
        page["D4"] = 0
        page["D4"].font = Font(color="FFFFFFFF")

    assert amount(examine("a.xlsx", book_with(strike), office)) == 15000


@pytest.mark.parametrize("cell", ["D2", "C1"])
@pytest.mark.parametrize("font", [Font(strike=True), Font(color="FFFFFFFF")])
def test_a_header_or_a_cover_that_is_struck_or_unseen_is_asked_about(
    office: Office, cell: str, font: Font
) -> None:
    def mark(page: Any) -> None:
        page[cell].font = font

    amounts = {"read": 23500, "return": None}
    assert asked(book_with(mark), office) == ("marked_words", cell, amounts)


def test_white_headers_on_blue_are_as_they_should_be(office: Office) -> None:
    def paint(page: Any) -> None:
        for header in page[2]:
            header.font = Font(color="FFFFFFFF")
            header.fill = PatternFill("solid", fgColor="FF4472C4")

    assert amount(examine("a.xlsx", book_with(paint), office)) == 23500


def test_of_a_figure_struck_in_part_the_rest_counts_and_is_told(office: Office) -> None:
    def correct(page: Any) -> None:
        old, new = TextBlock(InlineFont(strike=True), "12000"), TextBlock(InlineFont(), "15000")
        page["D3"] = CellRichText(old, new)

    findings = examine("a.xlsx", book_with(correct), office)
    assert amount(findings) == 26500
    (told,) = (p for p in findings.problems if p.code == "partly_struck")
    assert (told.severity, told.cell, told.value) == ("info", "D3", "15000")


def test_a_hidden_column_that_is_read_is_asked_about(office: Office) -> None:
    def hide(page: Any) -> None:
        page.column_dimensions["D"].hidden = True

    amounts = {"read": 23500, "return": None}
    assert asked(book_with(hide), office) == ("hidden_column", "D2", amounts)


@pytest.mark.parametrize("header", ["采购金额", "采购额度"])
def test_of_two_columns_of_a_name_the_one_that_can_be_seen_is_read(
    office: Office, header: str
) -> None:
    def put_an_old_one_beside(page: Any) -> None:
        for row, value in enumerate([header, 24000, 17000, 6000], start=2):
            page.cell(row, 5, value)
        page.column_dimensions["E"].hidden = True

    findings = examine("a.xlsx", book_with(put_an_old_one_beside), office)
    assert amount(findings) == 23500
    assert [p.cell for p in findings.problems if p.code == "hidden_column_unread"] == ["E2"]


def test_a_hidden_column_of_remarks_is_nobodys_concern(office: Office) -> None:
    def hide(page: Any) -> None:
        page["E2"], page["E3"] = "备注", "好"
        page.column_dimensions["E"].hidden = True

    assert not any(p.is_open for p in examine("a.xlsx", book_with(hide), office).problems)


def comment(page: Any) -> None:
    page["D2"].comment = Comment("张三:\n金额单位：万元", "张三")


def print_above(page: Any) -> None:
    page.oddHeader.right.text = "单位：万元"


def print_below(page: Any) -> None:
    page.oddFooter.center.text = "第 &P 页（万元）"


@pytest.mark.parametrize("change", [comment, print_above, print_below])
def test_a_money_unit_outside_the_cells_counts(
    office: Office, change: Callable[[Any], None]
) -> None:
    def in_wan(page: Any) -> None:
        change(page)
        for row, sum_of_row in enumerate((1.2, 0.85, 0.3), start=3):
            page[f"D{row}"] = sum_of_row

    assert amount(examine("a.xlsx", book_with(in_wan), office)) == 23_500


def test_a_unit_outside_the_cells_that_contradicts_the_cover_is_asked_about(
    office: Office,
) -> None:
    def contradict(page: Any) -> None:
        page["D1"] = "金额单位：元"
        print_above(page)

    (problem, *_) = examine("a.xlsx", book_with(contradict), office).problems
    assert problem.code == "money_unit_conflict"


@pytest.mark.parametrize(
    ("cell", "text"),
    [("D3", "单价 1.2万元"), ("D2", "必填。数字；单位：万元"), ("A1", "可改为：元、万元、亿元")],
)
def test_a_comment_on_a_row_and_our_own_comments_say_nothing_of_the_table(
    office: Office, cell: str, text: str
) -> None:
    def explain(page: Any) -> None:
        page[cell].comment = Comment(text, "")

    assert amount(examine("a.xlsx", book_with(explain), office)) == 23500


def test_a_format_that_scales_a_figure_down_is_refused_with_the_format_to_choose(
    office: Office,
) -> None:
    def scale(page: Any) -> None:
        page["D3"].number_format = "0.0,"

    (problem,) = examine("a.xlsx", book_with(scale), office).problems
    assert (problem.code, problem.cell) == ("bad_money", "D3")
    assert "常规" in problem.hint
