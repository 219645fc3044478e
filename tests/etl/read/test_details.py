"""Colours, conditional formats, saved zeros and old text boxes, in each kind of file."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from places import FORMATS

from etl.read.cells import Broken, Remark, Sheet
from etl.read.parse import xlsb
from etl.read.parse.details.colours import are_alike, is_tiny
from etl.read.parse.details.conditions import struck_ranges
from etl.read.parse.details.reckoned import Reckoner
from etl.read.parse.details.shapes import boxes_of_vml
from etl.read.parse.details.tokens import formula_text
from etl.read.read import read_sheets

PLAIN = [["采购单位", "采购额度"], ["甲", 12000], ["乙", 8500], ["丙", 3000]]


def book_with(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in PLAIN:
        page.append(row)
    change(page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_with(change: Callable[[Any], None]) -> Sheet:
    (sheet,) = read_sheets("a.xlsx", book_with(change))
    return sheet


@pytest.mark.parametrize(
    ("letters", "behind", "is_unseen"),
    [
        (Color(rgb="FFFFFFFF"), None, True),
        (Color(theme=0), None, True),
        (Color(indexed=9), None, True),
        (Color(rgb="FFFAFAFA"), None, True),
        (Color(rgb="FF0000FF"), Color(rgb="FF0000FF"), True),
        (Color(theme=4, tint=0.4), Color(theme=4, tint=0.4), True),
        (Color(rgb="FFFFFFFF"), Color(rgb="FF0000FF"), False),
        (Color(rgb="FF999999"), None, False),
        (Color(theme=1), None, False),
    ],
)
def test_letters_in_the_colour_of_what_is_behind_them_are_unseen(
    letters: Color, behind: Color | None, is_unseen: bool
) -> None:
    def paint(page: Any) -> None:
        page["B2"].font = Font(color=letters)
        if behind:
            page["B2"].fill = PatternFill("solid", fgColor=behind)

    assert sheet_with(paint).marks.unseen == ({(1, 1)} if is_unseen else set())


@pytest.mark.parametrize(("points", "is_unseen"), [(1, True), (2, True), (3, False), (11, False)])
def test_letters_too_small_to_be_read_are_unseen(points: int, is_unseen: bool) -> None:
    def shrink(page: Any) -> None:
        page["B2"].font = Font(size=points)

    assert sheet_with(shrink).marks.unseen == ({(1, 1)} if is_unseen else set())


@pytest.mark.parametrize(
    ("size", "is_so_small"), [("1pt", True), ("2.0pt", True), ("10pt", False), ("80%", False)]
)
def test_an_ods_tells_how_small_its_letters_are(size: str, is_so_small: bool) -> None:
    assert is_tiny(size) is is_so_small


def test_an_unknown_colour_is_like_none() -> None:
    assert not are_alike(None, "FFFFFF")
    assert not are_alike("theme 4 0.0000", "FFFFFF")


def test_cells_that_a_conditional_format_may_strike_through_are_known() -> None:
    def condition(page: Any) -> None:
        struck = DifferentialStyle(font=Font(strike=True))
        red = DifferentialStyle(font=Font(color="FFFF0000"))
        for cells, look in (("A2:B3", struck), ("A4:B4", red)):
            page.conditional_formatting.add(
                cells, Rule(type="expression", dxf=look, formula=["$B2>1"])
            )

    assert sheet_with(condition).marks.may_be_struck == ((1, 0, 2, 1),)


def test_a_newer_conditional_format_has_its_look_within() -> None:
    xml = (
        b"<x14:conditionalFormatting><x14:cfRule><x14:dxf><font><strike/></font></x14:dxf>"
        b"</x14:cfRule><xm:sqref>B2:B9 D2</xm:sqref></x14:conditionalFormatting>"
    )
    assert struck_ranges(xml, frozenset()) == [(1, 1, 8, 1), (1, 3, 1, 3)]


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_other_formats_tell_the_same_looks(suffix: str) -> None:
    (sheet,) = read_sheets(f"a.{suffix}", (FORMATS / f"lo_looks.{suffix}").read_bytes())
    assert sheet.marks.unseen == {(2, 0), (2, 3), (3, 3)}
    assert sheet.marks.struck == {(4, 0)}
    rows = {row for top, _, bottom, _ in sheet.marks.may_be_struck for row in (top, bottom)}
    assert rows >= {2, 4}


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_saved_zero_that_the_cells_contradict_is_no_value(suffix: str) -> None:
    (sheet,) = read_sheets(f"a.{suffix}", (FORMATS / f"zeros.{suffix}").read_bytes())
    values = [sheet.cell(row, 5) for row in range(2, 7)]
    assert [isinstance(value, Broken) for value in values] == [True, True, True, False, True]


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("A1*B1", 12000),
        ("SUM(A1:B2)", 390),
        ("ROUND(A1*B1/3,2)", 4000),
        ("-(A1-B1)*2+C9", 40),
        ("PRODUCT(A1:B1)", 12000),
        ("SUM(A1,B1,5)", 225),
        ("C1+1", 221),
        ("IF(A1>3,1,0)", 1),
        ('IF(C2="丙",A1*B1,0)', 12000),
        ('IF(C2="","",A1)', 100),
        ("SUBTOTAL(109,A1:A2)", 150),
        ("AVERAGE(A1:A2)+MAX(A1:B2)", 195),
        ('SUMIF(B1:B2,">=120",A1:A2)', 150),
        ('VLOOKUP("丙",C1:C2,1,FALSE)', None),
        ("VLOOKUP(A2,A1:B2,2,0)", 120),
        ("IFERROR(VLOOKUP(A2,A1:B2,2,0),0)", 120),
        ("VLOOKUP(A1,B:B,1)", None),
        ("INDEX(A1:A2,1)", None),
        ("A1/C9", None),
        ("", None),
        ("?", None),
    ],
)
def test_plain_formulas_are_reckoned(formula: str, result: float | None) -> None:
    rows = [[100.0, 120.0, 0.0], [50.0, 120.0, "丙"]]
    formulas = {(5, 5): formula, (0, 2): "SUM(A1:B1)"}
    assert Reckoner(rows, formulas).result((5, 5)) == result


def test_a_formula_that_stands_on_itself_is_not_reckoned() -> None:
    formulas = {(0, 0): "B1+1", (0, 1): "A1+1"}
    reckoner = Reckoner([[0.0, 0.0]], formulas)
    assert reckoner.result((0, 0)) in (1.0, 2.0, None)


def area(kind: str, *place: int) -> bytes:
    return struct.pack(kind, *place)


@pytest.mark.parametrize(
    ("packed", "wide", "text"),
    [
        (b"\x44" + area("<IH", 3, 0xC003) + b"\x44" + area("<IH", 3, 4) + b"\x05", True, "(D4*E4)"),
        (b"\x25" + area("<HHHH", 2, 5, 0xC005, 0xC005) + b"\x19\x10\0\0", False, "SUM(F3:F6)"),
        (b"\x24" + area("<HH", 0, 0) + b"\x1e\2\0\x41\x1b\0", False, "ROUND(A1,2)"),
        (b"\x24" + area("<HH", 0, 0) + b"\x42\1\1\0", False, "?"),
        (b"\x01" + area("<HH", 0, 0), False, "?"),
        (b"\x05", False, "?"),
    ],
)
def test_packed_formulas_are_unpacked(packed: bytes, wide: bool, text: str) -> None:
    assert formula_text(packed, wide) == text


def record(kind: int, data: bytes) -> bytes:
    number = bytes([kind & 0x7F | 0x80, kind >> 7]) if kind > 127 else bytes([kind])
    return number + bytes([len(data)]) + data


def test_an_xlsb_tells_zeros_white_letters_and_conditions() -> None:
    white = struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 0, 0, 0) + bytes([5, 0, 0, 0]) + b"\xff" * 4
    black = white[:12] + bytes([3, 1]) + bytes(6)
    styles = record(43, black) + record(43, white) + record(45, bytes(20)) + record(617, b"\0" * 4)
    styles += record(47, struct.pack("<HHHH", 0, 0, 0, 0) + bytes(8))
    styles += record(47, struct.pack("<HHHH", 0, 0, 1, 0) + bytes(8)) + record(618, b"")
    styles += record(507, struct.pack("<HHHHHB", 0, 0, 1, 0x1D, 5, 1))
    formula = b"\x44" + area("<IH", 0, 0) + b"\x44" + area("<IH", 0, 0) + b"\x03"
    cell = struct.pack("<IIdHI", 1, 1, 0.0, 0, len(formula)) + formula
    sheet = record(0, struct.pack("<IIH", 0, 0, 300) + bytes(7)) + record(9, cell)
    sheet += record(461, struct.pack("<IIIIIII", 1, 0, 1, 2, 8, 0, 3))
    sheet += record(463, struct.pack("<III", 1, 0, 0))
    notes = xlsb.notes_of_sheet(sheet, xlsb.Book(*xlsb.read_looks(styles, b"")))
    assert notes.zeros == {(0, 1): "(A1+A1)"}
    assert notes.unseen == {(0, 1)}
    assert notes.may_be_struck == [(2, 0, 8, 3)]


BOX = (
    '<v:shape id="a" type="#b"><v:textbox><div style="x"><font face="宋体">单位：</font>'
    "<font>万元</font></div><div>含税<br></div></v:textbox>"
    '<x:ClientData ObjectType="{}"><x:Anchor>2, 15, 0, 10, 4, 15, 1, 4</x:Anchor>'
    "</x:ClientData></v:shape>"
)


@pytest.mark.parametrize("kind", ["Text", "Rect"])
def test_an_old_text_box_is_read(kind: str) -> None:
    assert list(boxes_of_vml(BOX.format(kind).encode())) == [("单位：万元\n含税", 0, 2)]


@pytest.mark.parametrize("kind", ["Note", "Button"])
def test_a_comments_box_and_a_button_are_no_text_boxes(kind: str) -> None:
    assert list(boxes_of_vml(BOX.format(kind).encode())) == []


def test_a_workbooks_old_text_box_is_a_remark() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/vmlDrawing" Target="../drawings/v1.vml"/>'
        "</Relationships>"
    )
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book_with(lambda page: None))) as old,
        zipfile.ZipFile(file, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", rels)
        new.writestr("xl/drawings/v1.vml", f"<xml>{BOX.format('Text')}</xml>")
    (sheet,) = read_sheets("a.xlsx", file.getvalue())
    assert sheet.remarks == (Remark("文本框", "单位：万元\n含税", 0, 2),)
