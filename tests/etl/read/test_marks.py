"""What a sheet hides, strikes through and says beside its cells, in each kind of file."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from places import FORMATS

from etl.read.cells import Broken, Marks, Remark, Sheet
from etl.read.parse import xlsb
from etl.read.parse.marks import with_references
from etl.read.parse.remarks import without_codes
from etl.read.read import read_sheets

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = [["采购单位", "采购额度"], ["甲", 12000], ["乙", 8500], ["丙", 3000]]


def sheet_with(change: Callable[[Any], None]) -> Sheet:
    """A sheet as openpyxl writes it, read again."""
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in PLAIN:
        page.append(row)
    change(page)
    file = io.BytesIO()
    book.save(file)
    (sheet,) = read_sheets("a.xlsx", file.getvalue())
    return sheet


def test_a_plain_sheet_has_no_marks() -> None:
    assert sheet_with(lambda page: None).marks == Marks()


def test_hidden_rows_and_columns_are_known() -> None:
    def hide(page: Any) -> None:
        page.row_dimensions[2].hidden = True
        page.column_dimensions["B"].hidden = True

    marks = sheet_with(hide).marks
    assert (marks.hidden_rows, marks.hidden_columns, marks.filtered) == ({1}, {1}, False)


def test_rows_that_a_filter_hides_are_known_as_such() -> None:
    def filter_away(page: Any) -> None:
        page.auto_filter.ref = "A1:B4"
        page.auto_filter.add_filter_column(0, ["乙", "丙"])
        page.row_dimensions[2].hidden = True

    marks = sheet_with(filter_away).marks
    assert (marks.hidden_rows, marks.filtered) == ({1}, True)


def test_struck_cells_and_runs_are_known() -> None:
    def strike(page: Any) -> None:
        page["A2"].font = page["B2"].font = Font(strike=True)
        old, new = TextBlock(InlineFont(strike=True), "8500"), TextBlock(InlineFont(), "9500")
        page["B3"] = CellRichText(old, new)
        page["B4"] = CellRichText("3000", TextBlock(InlineFont(vertAlign="superscript"), "1"))

    sheet = sheet_with(strike)
    assert sheet.marks.struck == {(1, 0), (1, 1)}
    assert sheet.marks.partly_struck == {(2, 1)}
    assert [sheet.cell(row, 1) for row in (1, 2, 3)] == [12000, "9500", "3000¹"]


def test_shared_rich_texts_are_read_as_those_in_the_cell() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        struck, plain = book.add_format({"font_strikeout": True}), book.add_format()
        raised = book.add_format({"font_script": 1})
        page.write_rich_string("A1", struck, "12000", plain, "15000")
        page.write_rich_string("A2", "12000", raised, "2")
    (sheet,) = read_sheets("a.xlsx", file.getvalue())
    assert [sheet.cell(0, 0), sheet.cell(1, 0)] == ["15000", "12000²"]
    assert sheet.marks.partly_struck == {(0, 0)}


def test_texts_outside_the_cells_are_remarks() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write("A1", "采购额度")
        page.write_comment("A1", "金额单位：万元", {"author": "张三"})
        page.insert_textbox("C3", "单位：\n万元")
        page.set_header('&L&"宋体,Bold"&12内部&R单位：万元 &D')
        page.set_footer("&C第 &P 页，共 &N 页")
    (sheet,) = read_sheets("a.xlsx", file.getvalue())
    assert sheet.remarks == (
        Remark("页眉", "内部\n单位：万元"),
        Remark("页脚", "第  页，共  页"),
        Remark("文本框", "单位：\n万元", 2, 2),
        Remark("批注", "金额单位：万元", 0, 0),
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("&R单位：万元", "单位：万元"),
        ('&C&"黑体,常规"&14&KFF0000采购表', "采购表"),
        ("&L左&C中&R右", "左\n中\n右"),
        ("甲&&乙", "甲&乙"),
        ("&P/&N", "/"),
    ],
)
def test_the_codes_of_a_print_header_are_no_text(code: str, text: str) -> None:
    assert without_codes(code) == text


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_other_formats_tell_the_same(suffix: str) -> None:
    (sheet,) = read_sheets(f"a.{suffix}", (FORMATS / f"lo_marks.{suffix}").read_bytes())
    amounts = ["15000", "12000²", "12.34万元", "12.34万元", 5, 6, 7]
    assert [sheet.cell(row, 3) for row in range(3, 10)] == amounts
    marks = sheet.marks
    assert (marks.hidden_rows, marks.hidden_columns) == ({8}, {4})
    assert marks.struck == {(7, column) for column in range(4)}
    assert marks.partly_struck == {(3, 3)}
    header, footer, comment = sheet.remarks
    assert (header, comment) == (Remark("页眉", "金额单位：元"), Remark("批注", "含税", 2, 3))
    assert footer.kind == "页脚"


def test_an_xlsb_shows_its_unit() -> None:
    (sheet,) = read_sheets("a.xlsb", (FORMATS / "wan.xlsb").read_bytes())
    assert [sheet.cell(row, 6) for row in (3, 4, 5)] == ["12.34万元", "5.6万元", "3万元"]


def test_a_workbook_of_the_default_password_is_read() -> None:
    (sheet,) = read_sheets("a.xlsx", (FORMATS / "protected.xlsx").read_bytes())
    assert [sheet.cell(row, 6) for row in (3, 4, 5)] == [12000, 8500, 3000]


def test_formulas_that_xlwt_saved_without_results_have_none() -> None:
    (sheet,) = read_sheets("a.xls", (FORMATS / "xlwt_formulas.xls").read_bytes())
    values = [sheet.cell(row, 6) for row in range(3, 9)]
    assert values == [12000, 8500, 3000, *[Broken("=（公式）")] * 3]


def written(rows: list[list[Any]], results: list[Any]) -> Sheet:
    """A sheet of xlsxwriter's, which has every workbook calculated anew when it is opened."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        for number, (row, result) in enumerate(zip(rows, results, strict=True)):
            page.write_row(number, 0, row[:-1])
            page.write_formula(number, len(row) - 1, row[-1], None, result)
    (sheet,) = read_sheets("a.xlsx", file.getvalue())
    return sheet


@pytest.mark.parametrize(
    ("rows", "results", "read"),
    [
        ([[100, 120, "=A1*B1"], [50, 170, "=A2*B2"]], [0, 0], ["A1*B1", "A2*B2"]),
        ([[100, 120, "=A1*B1"], [50, 170, "=A2*B2"]], [12000, 0], [12000, "A2*B2"]),
        ([[100, 0, "=A1*B1"], [50, 170, "=A2*B2"]], [0, 8500], [0, 8500]),
        ([[100, 120, "=SUM(A1:B1)"], [0, 0, "=SUM(A2:B2)"]], [0, 0], ["SUM(A1:B1)", 0]),
        ([[1, 2, "=IF(A1>3,1,0)"], [1, 2, "=A2+B2"]], [0, 3], [0, 3]),
        ([[1, 2, "=VLOOKUP(A1,B:B,1)"], [0, 0, "=A2+B2"]], [0, 0], ["VLOOKUP(A1,B:B,1)", 0]),
    ],
)
def test_a_saved_zero_that_was_never_calculated_is_no_value(
    rows: list[list[Any]], results: list[Any], read: list[Any]
) -> None:
    sheet = written(rows, results)
    expected = [Broken(f"={value}") if isinstance(value, str) else value for value in read]
    assert [sheet.cell(0, 2), sheet.cell(1, 2)] == expected


def test_cells_without_a_name_stand_where_they_follow_one_another() -> None:
    def style(page: Any) -> None:
        page["B2"].number_format = '0"%"'
        page.row_dimensions[3].hidden = True

    book = openpyxl.Workbook()
    page: Any = book.active
    for row in PLAIN:
        page.append(row)
    style(page)
    page["A1"].comment = Comment("含税", "张三")
    file, bare = io.BytesIO(), io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == SHEET:
                for row in range(1, 5):
                    for cell in (f'A{row}"', f'B{row}"', f'{row}"'):
                        content = content.replace(f' r="{cell}'.encode(), b"")
            new.writestr(name, content)
    (sheet,) = read_sheets("a.xlsx", bare.getvalue())
    assert sheet.cell(1, 1) == "12000%"
    assert sheet.marks.hidden_rows == {2}


def test_a_cell_counts_on_from_the_one_before_it() -> None:
    xml = b'<row><c/><c r="D1"/><c t="s"/></row><row r="7"><c/></row>'
    assert with_references(xml, b"") == (
        b'<row r="1"><c r="A1"/><c r="D1"/><c r="E1" t="s"/></row><row r="7"><c r="A7"/></row>'
    )


def record(kind: int, data: bytes) -> bytes:
    """A record of an xlsb: its kind and its size, seven bits a byte."""
    number = bytes([kind & 0x7F | 0x80, kind >> 7]) if kind > 127 else bytes([kind])
    return number + bytes([len(data)]) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_an_xlsb_tells_what_it_hides_and_strikes_through() -> None:
    def font(look: int, shift: int) -> bytes:
        return record(43, struct.pack("<HHHH", 220, look, 400, shift) + bytes(20))

    def cell(column: int, style: int, text: int) -> bytes:
        return record(7, struct.pack("<III", column, style, text))

    def row(number: int, flags: int) -> bytes:
        return record(0, struct.pack("<IIH", number, 0, 300) + bytes([0, flags, 0]) + bytes(4))

    def rich(text: str, *runs: tuple[int, int]) -> bytes:
        packed = b"".join(struct.pack("<HH", *run) for run in runs)
        return record(19, b"\1" + wide(text) + struct.pack("<I", len(runs)) + packed)

    styles = font(0, 0) + font(8, 0) + font(0, 1) + record(617, struct.pack("<I", 2))
    styles += record(47, struct.pack("<HHH", 0, 0, 0) + bytes(10))
    styles += record(47, struct.pack("<HHH", 0, 0, 1) + bytes(10)) + record(618, b"")
    texts = rich("1200015000", (0, 1), (5, 0)) + rich("120002", (0, 0), (5, 2))
    sheet = record(60, struct.pack("<IIIIH", 1, 1, 2000, 0, 1)) + record(145, b"")
    sheet += row(0, 0) + cell(0, 0, 0) + cell(1, 1, 1) + row(1, 0x10) + cell(0, 1, 1)
    header = struct.pack("<H", 0) + wide("&R单位：万元") + b"\xff" * 4 * 5
    book = xlsb.Book(*xlsb.read_looks(styles, texts))
    notes = xlsb.notes_of_sheet(sheet + record(479, header), book)
    assert notes.texts == {(0, 0): "15000", (0, 1): "12000²", (1, 0): "12000²"}
    assert (notes.partly, notes.hidden_rows, notes.hidden_columns) == ({(0, 0)}, {1}, {1})
    assert [remark.text for remark in notes.remarks] == ["单位：万元"]
