"""The child process that reads cells: every kind of file, and odd ones that end in a verdict."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from places import FORMATS

from etl.examine.examine import examine
from etl.forms.context import Office
from etl.read.container import OLE
from etl.read.read import read_sheets

CSV = '采购单位,采购渠道,采购日期,采购额度\n某甲公司,832平台,2022-09-03,"1,299.00"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_any_usual_encoding_and_with_any_usual_delimiter(
    office: Office, encoding: str, delimiter: str
) -> None:
    rows = [
        ["采购单位", "采购渠道", "采购日期", "采购额度"],
        ["某甲公司", "网", "2022-09-03", "12.5"],
    ]
    content = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    (part,) = examine("七宝镇.csv", content, office).parts
    (row,) = part.rows.select(["row", "purchaser", "purchased_on", "amount_fen"]).to_pylist()
    assert list(row.values()) == [2, "某甲公司", date(2022, 9, 3), 1250]


def test_a_quoted_amount_of_a_csv_keeps_its_thousands(office: Office) -> None:
    (part,) = examine("七宝镇.csv", CSV.encode(), office).parts
    assert part.rows["amount_fen"].to_pylist() == [129_900]


def test_a_csv_has_one_sheet_of_texts() -> None:
    (sheet,) = read_sheets("a.csv", "甲,1,\n乙\n".encode())
    assert (sheet.name, sheet.visible) == ("CSV", True)
    assert [sheet.row(i) for i in range(sheet.rows)] == [["甲", "1", None], ["乙", None, None]]


def test_a_csv_in_no_known_encoding_is_refused(office: Office) -> None:
    (problem,) = examine("a.csv", b"\xff\xff\xff", office).problems
    assert (problem.code, problem.message) == ("encoding", "文字编码无法识别")
    assert problem.hint == "请另存为 UTF-8 编码的 CSV 或 .xlsx"


@pytest.mark.parametrize(
    ("name", "unit", "period", "fen"),
    [
        ("m08_华漕镇采购表10月.xls", "华漕镇", "2022年10月", 17_446_000),
        ("m16_区经委四季度大宗批发直采直购.ods", "区经委", "2022年10月至12月", 1_770_624_000),
    ],
)
def test_an_old_or_an_open_workbook_is_read(
    office: Office, name: str, unit: str, period: str, fen: int
) -> None:
    (part,) = examine(name, (FORMATS / name).read_bytes(), office).parts
    assert (part.form, part.unit, str(part.period)) == ("purchase", unit, period)
    assert sum(part.rows["amount_fen"].to_pylist()) == fen


def test_cells_arrive_with_their_types(workbook: Callable[..., Path]) -> None:
    row = ["甲", 3, 2.5, True, date(2022, 9, 3), None, " 乙 "]
    path = workbook("a.xlsx", {"一": [row], "二": [[], [None, "丙"]]})
    one, two = read_sheets(path.name, path.read_bytes())
    assert one.row(0) == ["甲", 3.0, 2.5, True, date(2022, 9, 3), None, " 乙 "]
    assert (two.rows, two.row(1)) == (2, [None, "丙"])


def test_a_sheet_with_cells_in_opposite_corners_ends_in_a_verdict(
    tmp_path: Path, office: Office
) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["XFD1048576"] = 1, 1
    book.save(tmp_path / "a.xlsx")
    (problem,) = examine("a.xlsx", (tmp_path / "a.xlsx").read_bytes(), office).problems
    assert problem.severity == "error"
    assert problem.code in ("damaged", "too_large", "unknown_form")


def test_a_workbook_that_names_an_entity_a_billion_times_ends_in_a_verdict(
    workbook: Callable[..., Path], office: Office
) -> None:
    laughs = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]>'
    path = workbook("a.xlsx", {"Sheet1": [["甲"]]})
    content = with_part(path.read_bytes(), "xl/worksheets/sheet1.xml", doctype + "<x>&l9;</x>")
    assert not examine("a.xlsx", content, office).accepted


def with_part(content: bytes, name: str, text: str) -> bytes:
    """The workbook with one of its parts replaced."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            new.writestr(part, text.encode() if part == name else old.read(part))
    return changed.getvalue()


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".csv"])
@pytest.mark.parametrize("start", [b"", b"PK\3\4", OLE], ids=["any", "zip", "ole"])
@settings(deadline=None, max_examples=8)
@given(rest=st.binary(max_size=2000))
@example(rest=b"\0\xfe" * 700)
def test_random_bytes_end_in_a_verdict(
    office: Office, suffix: str, start: bytes, rest: bytes
) -> None:
    findings = examine("七宝镇9月" + suffix, start + rest, office)
    assert not findings.accepted
    assert all(p.message and p.hint for p in findings.problems)
