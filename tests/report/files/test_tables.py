"""A table as a workbook: what Excel opens is what the screen showed, and nothing runs."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from report.files.tables import table_xlsx


def sheet_of(content: bytes) -> Worksheet:
    book = load_workbook(BytesIO(content))
    assert len(book.worksheets) == 1
    return book.worksheets[0]


def cell(value: Any) -> tuple[str, Any]:
    """Type and value of a cell as openpyxl reads it back."""
    found = sheet_of(table_xlsx("表", [{"列": value}]))["A2"]
    return found.data_type, found.value


@pytest.mark.parametrize("number", [0, 12, -3.5, 0.535, 1_234_567.89])
def test_numbers_are_numbers(number: float) -> None:
    assert cell(number) == ("n", number)


def test_a_day_is_a_day_in_its_own_format() -> None:
    found = sheet_of(table_xlsx("表", [{"采购日期": date(2022, 6, 3)}]))["A2"]
    assert (found.data_type, found.value) == ("d", datetime(2022, 6, 3))
    assert found.number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.com","领奖")',
        "+86 21",
        "-12",
        "@SUM(A1)",
        "{=A1}",
        "\t=1+1",
        "http://example.com",
        "mailto:a@example.com",
        "12",
        "1e5",
        "2022-06-03",
    ],
)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    assert cell(text) == ("s", text)
    assert sheet_of(table_xlsx("表", [{text: 1}]))["A1"].data_type == "s"


def test_text_is_no_link() -> None:
    assert sheet_of(table_xlsx("表", [{"列": "http://example.com"}]))["A2"].hyperlink is None


@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_what_is_not_there_is_an_empty_cell(nothing: float | None) -> None:
    assert cell(nothing) == ("n", None)


def test_yes_and_no_are_written_in_chinese() -> None:
    assert (cell(True), cell(False)) == (("s", "是"), ("s", "否"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("全部指标", "全部指标"),
        ("镇" * 40, "镇" * 31),
        ("投资完成率[市级]:A/B*?\\'", "投资完成率_市级__A_B____"),
        ("", "数据"),
    ],
)
def test_a_sheets_name_is_one_that_excel_allows(title: str, name: str) -> None:
    assert sheet_of(table_xlsx(title, [{"列": 1}])).title == name


def test_headers_stand_on_top_are_frozen_and_filter_the_rows() -> None:
    rows = [{"对象": "莘庄镇", "完成": 12.5}, {"对象": "七宝镇", "完成": None}]
    sheet = sheet_of(table_xlsx("表", rows, "闵行区 截至 2022年9月30日"))
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [
        ["对象", "完成"],
        ["莘庄镇", 12.5],
        ["七宝镇", None],
        [None, None],
        ["闵行区 截至 2022年9月30日", None],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")


def test_without_rows_the_workbook_says_so() -> None:
    sheet = sheet_of(table_xlsx("表", [], "全区"))
    assert (sheet["A1"].value, sheet["A3"].value) == ("无数据", "全区")
    assert sheet.auto_filter.ref is None


def test_columns_are_as_wide_as_their_words_and_no_wider_than_a_screen() -> None:
    sheet = sheet_of(table_xlsx("表", [{"对象": "莘庄工业区", "说明": "长" * 200}]))
    # five Chinese characters of two places each, and two places to breathe
    assert round(sheet.column_dimensions["A"].width) == 13
    assert round(sheet.column_dimensions["B"].width) == 61
