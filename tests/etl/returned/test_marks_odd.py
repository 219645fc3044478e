"""Files that cannot be marked themselves: an xlsx of the same content, or the list alone."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from places import FORMATS

from etl import rules
from etl.problems import Problem
from etl.read.cells import Broken, Column, Sheet
from etl.returned import hand_back as module
from etl.returned.copy import plain_copy
from etl.returned.hand_back import returned_workbook
from etl.rules import rule_of

pytestmark = pytest.mark.slow

REFUSED = Problem(rules.DAMAGED, "文件不完整或已损坏，无法打开", "请另存为 .xlsx 后再报送")


def wrong(cell: str | None, sheet: str = "8月") -> Problem:
    return Problem(rules.BAD_MONEY, "“很多”不是金额", "请写成数字", sheet, cell, "很多")


def bytes_of(book: Book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one_cell(value: Any = "很多", title: str = "8月") -> bytes:
    book = Book()
    book.worksheets[0].title = title
    book.worksheets[0]["A1"] = value
    return bytes_of(book)


def opened(name: str, content: bytes, *problems: Problem) -> Any:
    return load_workbook(io.BytesIO(returned_workbook(name, content, problems).content))


def colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)[-6:]


def sheet_of(*rows: list[Any], name: str = "8月", **more: Any) -> Sheet:
    columns = tuple(
        Column(np.arange(len(rows), dtype=np.int32), c) for c in zip(*rows, strict=True)
    )
    return Sheet(name, more.pop("visible", True), columns, len(rows), **more)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_comes_back_as_an_xlsx_of_the_same_texts(encoding: str) -> None:
    text = "采购单位,采购额度\n甲公司,很多\n=1+1,007\n"
    book = opened("八月.csv", text.encode(encoding), wrong("B2", "CSV"))
    assert book.sheetnames == ["退回说明", "CSV"]
    rows = [[(c.value, c.data_type) for c in row] for row in book["CSV"].iter_rows()]
    assert rows[1:] == [[("甲公司", "s"), ("很多", "s")], [("=1+1", "s"), ("007", "s")]]
    assert colour(book["CSV"]["B2"]) == "FFC7CE"
    assert book["退回说明"]["C5"].hyperlink.location == "'CSV'!B2"


def test_a_copy_holds_every_kind_of_value_and_hidden_sheets_hidden() -> None:
    row = ["=1+1", 1.5, True, date(2022, 8, 3), datetime(2022, 8, 3, 9, 30), None, Broken("#REF!")]
    copy = plain_copy([sheet_of(row), sheet_of(["藏"], name="隐藏", visible=False)])
    assert copy is not None
    book = load_workbook(io.BytesIO(copy.content))
    assert [c.value for c in book["8月"][1]] == [
        "=1+1",
        1.5,
        True,
        datetime(2022, 8, 3),
        datetime(2022, 8, 3, 9, 30),
        None,
        "#REF!",
    ]
    assert [book["8月"]["A1"].data_type, book["8月"]["G1"].data_type] == ["s", "s"]
    assert [s.sheet_state for s in book.worksheets] == ["visible", "hidden"]


def test_a_copy_gives_sheets_titles_that_excel_allows_and_problems_find_them() -> None:
    names = ["八/九月", "八?九月", "一二三四五六七八九十" * 4, "history", "A", "a"]
    copy = plain_copy([sheet_of(["x"], name=name) for name in names])
    assert copy is not None
    assert [copy.titles[n] for n in names] == [
        "八_九月",
        "八_九月_2",
        ("一二三四五六七八九十" * 4)[:31],
        "_history",
        "A",
        "a_2",
    ]


def test_a_copy_of_too_much_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.returned.copy.MOST_CELLS", 3)
    assert plain_copy([sheet_of(["a", "b"], ["c", None])]) is not None
    assert plain_copy([sheet_of(["a", "b"], ["c", "d"])]) is None


def test_a_copy_of_thousands_of_merged_areas_is_made_without_them() -> None:
    def merged(areas: int) -> int:
        places = tuple((row, 0, row, 1) for row in range(areas))
        copy = plain_copy([sheet_of(["甲", "乙"], merged=places)])
        return sum(map(len, copy.merged.values())) if copy else -1

    assert (merged(2000), merged(2001)) == (2000, 0)


@pytest.mark.parametrize("path", sorted(FORMATS.glob("*.[xo]*")), ids=lambda p: p.suffix)
def test_every_format_comes_back_with_its_cells(path: Path) -> None:
    book = opened(path.name, path.read_bytes(), wrong(None))
    assert book.sheetnames[0] == "退回说明"
    assert len(book.sheetnames) > 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><table></table></html>",
        b"PK\3\4 torn",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 torn",
    ],
    ids=["empty", "html", "zip", "ole"],
)
def test_of_what_cannot_be_read_the_list_alone_comes_back(content: bytes) -> None:
    book = opened("八月.xlsx", content, REFUSED)
    assert book.sheetnames == ["退回说明"]
    assert [c.value for c in book["退回说明"]["E5:F5"][0]] == [REFUSED.message, REFUSED.hint]
    assert "原文件读不出来" in book["退回说明"]["A3"].value


def test_where_the_own_file_cannot_be_opened_a_copy_is_marked() -> None:
    parts = zipfile.ZipFile(io.BytesIO(one_cell()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as damaged:
        for name in parts.namelist():
            content = parts.read(name)
            # a style that is not there: our reader does not mind, openpyxl does
            content = content.replace(b"<cellXfs", b"<cellXfs_").replace(
                b"</cellXfs", b"</cellXfs_"
            )
            content = content.replace(b'<c r="A1"', b'<c r="A1" s="99"')
            damaged.writestr(name, content)
    book = opened("八月.xlsx", out.getvalue(), wrong("A1"))
    assert book["8月"]["A1"].value == "很多"
    assert colour(book["8月"]["A1"]) == "FFC7CE"


def test_a_file_that_takes_too_long_comes_back_as_the_list_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "WALL_SECONDS", 0.01)
    assert opened("八月.xlsx", one_cell(), wrong("A1")).sheetnames == ["退回说明"]


def test_macros_stay_and_the_name_says_so() -> None:
    content = with_macros(one_cell())
    returned = returned_workbook("八月.xlsm", content, [wrong("A1")])
    assert returned.name == "八月_退回.xlsm"
    parts = zipfile.ZipFile(io.BytesIO(returned.content))
    assert parts.read("xl/vbaProject.bin") == b"macros"
    assert len(set(parts.namelist())) == len(parts.namelist())
    assert b"macroEnabled" in parts.read("[Content_Types].xml")


def with_macros(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"macros")
    return out.getvalue()


@pytest.mark.parametrize("cell", ["XFE1", "A1048577", "A0", "ZZZZ1", "1A", "", "第3行"])
def test_a_cell_that_no_sheet_has_is_listed_and_marks_nothing(cell: str) -> None:
    book = opened("八月.xlsx", one_cell(), wrong(cell))
    assert book["退回说明"]["F5"].value == "请写成数字"
    assert book["退回说明"]["C5"].hyperlink is None
    assert book["8月"].dimensions == "A1:A1"


def test_control_signs_and_long_texts_do_not_spoil_the_file() -> None:
    nasty = Problem(
        rule_of("x", "error"), "坏\x00\x0b\ud800" * 3000, "改\uffff", "8月", "A1", "值" * 50_000
    )
    book = opened("八月.xlsx", one_cell(), nasty)
    sheet = book["退回说明"]
    assert sheet["F5"].value == "改\ufffd"
    assert max(len(c.value) for c in sheet[5]) == 2000
    assert book["8月"]["A1"].comment.text.endswith("（全文见“退回说明”）")


def test_hundreds_of_problems_are_listed_and_what_is_beyond_is_counted() -> None:
    problems = [wrong(f"A{row}") for row in range(1, 5_101)]
    book = opened("八月.xlsx", one_cell(), *problems)
    sheet = book["退回说明"]
    assert sheet.cell(5004, 3).value == "A5000"
    assert sheet.cell(5005, 1).value == "另有 100 条没有列出，请先改正以上各条"
    assert "错误 5100 条" in sheet["A2"].value
