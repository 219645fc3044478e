"""What a workbook's parts say besides its cells, and parts that must not be read at all."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from places import FORMATS

from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.read.parse.formats import UNKNOWN, unit_of
from etl.store.lines.ledger import totals_fen

SHEET = "xl/worksheets/sheet1.xml"
COVER = ["填报单位：区总工会", None, "填报月份：2022年9月"]
HEADER = ["采购单位", "采购渠道", "采购日期", "采购额度", "备注"]
ROW: list[Any] = ["某工会", "超市", "2022-09-03", 12.5, "好"]


@pytest.fixture
def book() -> bytes:
    return workbook({})


def workbook(formats: dict[str, str], rows: list[list[Any]] | None = None) -> bytes:
    found = openpyxl.Workbook()
    sheet: Any = found.active
    for row in rows or [COVER, HEADER, ROW]:
        sheet.append(row)
    for cell, code in formats.items():
        sheet[cell].number_format = code
    file = io.BytesIO()
    found.save(file)
    return file.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts rewritten."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return file.getvalue()


def first(findings: Findings) -> tuple[str, str | None, str | None]:
    assert findings.parts == ()
    problem = findings.problems[0]
    assert problem.severity == "error"
    return problem.code, problem.cell, problem.value


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (b'<c r="D3"><f>5*2</f></c>', ("formula_without_value", "D3", "=5*2")),
        (b'<c r="D3"><f>A1&lt;5</f><v></v></c>', ("formula_without_value", "D3", "=A1<5")),
        (b'<c r="D3"><f t="shared" si="0"/><v /></c>', ("formula_without_value", "D3", "=")),
        (b'<c r="D3" t="e"><f>B9</f><v>#REF!</v></c>', ("error_cell", "D3", "#REF!")),
        (b"<c r='D3' t='e'><v>#N/A</v></c>", ("error_cell", "D3", "#N/A")),
        (b'<c r="D3" t="e"><v>#VALUE!</v></c>', ("error_cell", "D3", "#VALUE!")),
        (b'<c r="E3"><f>G9</f></c>', ("formula_without_value", "E3", "=G9")),
    ],
)
def test_a_broken_cell_is_told_with_its_formula_or_error(
    office: Office, cell: bytes, told: tuple[str, str, str]
) -> None:
    content = workbook({}, [COVER, HEADER, [*ROW[:3], 7, 8]])
    old = b'<c r="D3" t="n"><v>7</v></c>' if b"D3" in cell else b'<c r="E3" t="n"><v>8</v></c>'
    spoilt = changed(content, SHEET, lambda xml: xml.replace(old, cell))
    assert first(examine("a.xlsx", spoilt, office)) == told


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="E3" t="str"><f>IF(1,"","")</f><v></v></c>',
        b'<c r="E3" t="e"><f>VLOOKUP(A1,B:C,2)</f><v>#N/A</v></c>',
    ],
)
def test_a_remark_whose_formula_gave_nothing_is_an_empty_cell(office: Office, cell: bytes) -> None:
    content = workbook({}, [COVER, HEADER, [*ROW[:4], 8]])
    old = b'<c r="E3" t="n"><v>8</v></c>'
    good = changed(content, SHEET, lambda xml: xml.replace(old, cell))
    (part,) = examine("a.xlsx", good, office).parts
    assert part.rows["note"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("code", "yuan"),
    [
        ("General", 12.5),
        ("#,##0.00", 12.5),
        ('"¥"#,##0.00;[Red]"¥"-#,##0.00', 12.5),
        ('_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 12.5),
        ('0.00"万元"', 125_000),
        ("0.00\\万", 125_000),
        ('0.00"元"', 12.5),
        ('0.0"千元"', None),
        ("0.0,", None),
        ("0!.0,", None),
    ],
)
def test_an_amount_is_what_its_format_shows(office: Office, code: str, yuan: float | None) -> None:
    findings = examine("a.xlsx", workbook({"D3": code}), office)
    if yuan is None:
        assert first(findings)[:2] == ("bad_money", "D3")
    else:
        assert totals_fen(findings.parts[0]) == {"amount": yuan * 100}


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("0%", "%"),
        ("yyyy年m月d日", ""),
        ('yyyy"年"m"月"', ""),
        ("[$-804]yyyy/m/d", ""),
        ("#,##0", ""),
        ('#,##0"亿元"', "亿元"),
        ("0.0,,", UNKNOWN),
    ],
)
def test_a_format_may_say_more_than_the_number(code: str, unit: str) -> None:
    assert unit_of(code) == unit


def with_size(content: bytes, size: int) -> bytes:
    """The workbook with another size of its sheet in both zip headers."""
    spoilt = bytearray(content)
    name = SHEET.encode()
    for mark, at, to_name in ((b"PK\3\4", 22, 30), (b"PK\1\2", 24, 46)):
        place = next(
            i
            for i in range(len(content))
            if content.startswith(mark, i) and content.startswith(name, i + to_name)
        )
        struct.pack_into("<I", spoilt, place + at, size)
    return bytes(spoilt)


@pytest.mark.parametrize("size", [0, 10, 10**6])
def test_a_part_of_another_size_than_declared_is_not_read(
    office: Office, book: bytes, size: int
) -> None:
    assert first(examine("a.xlsx", with_size(book, size), office))[0] == "damaged"


@pytest.mark.parametrize(
    ("part", "change", "rule"),
    [
        (SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml, "unsafe"),
        ("xl/styles.xml", lambda xml: b"<!DOCTYPE x>" + xml, "unsafe"),
        ("docProps/core.xml", lambda xml: b"<!DOCTYPE x>" + xml, "unsafe"),
        (SHEET, lambda xml: xml.decode().encode("utf-16"), "encoding"),
        (SHEET, lambda xml: b'<?xml version="1.0" encoding="GBK"?>' + xml, "encoding"),
        (SHEET, lambda xml: xml[:-200], "damaged"),
        ("xl/workbook.xml", lambda xml: xml.replace(b"rId1", b"rId77"), "damaged"),
    ],
)
def test_a_part_that_would_be_misread_is_refused(
    office: Office, book: bytes, part: str, change: Callable[[bytes], bytes], rule: str
) -> None:
    assert first(examine("a.xlsx", changed(book, part, change), office))[0] == rule


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.csv", "a.xlsm"])
def test_a_workbook_is_known_by_its_content(office: Office, book: bytes, name: str) -> None:
    assert examine(name, book, office).accepted


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_percents_units_and_merges_of_other_formats_are_read(office: Office, suffix: str) -> None:
    content = (FORMATS / f"lo_good.{suffix}").read_bytes()
    canteen, sales = examine(f"a.{suffix}", content, office).parts
    assert canteen.rows["reserved_ratio"].to_pylist() == [15, 100, 12]
    assert canteen.rows["annual_total_fen"].to_pylist() == [1_500_000, 100_000, 100_000]
    assert sales.rows["county"].to_pylist() == ["大关县"] * 3 + ["盐津县"] * 2


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_errors_in_other_formats_are_no_empty_cells(office: Office, suffix: str) -> None:
    content = (FORMATS / f"lo_error.{suffix}").read_bytes()
    problems = examine(f"a.{suffix}", content, office).problems
    assert {(p.code, p.cell, p.value) for p in problems} == {
        ("error_cell", "D3", "#DIV/0!"),
        ("error_cell", "C4", "#N/A"),
    }


def test_a_million_styled_blank_rows_cost_nothing(office: Office, book: bytes) -> None:
    blank = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (r, r) for r in range(5, 1048577))
    content = changed(
        book, SHEET, lambda xml: xml.replace(b"</sheetData>", blank + b"</sheetData>")
    )
    (part,) = examine("a.xlsx", content, office).parts
    assert part.rows.num_rows == 1
