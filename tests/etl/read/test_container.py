"""Files that are not opened at all: unknown, empty, encrypted, damaged, too large."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import FORMATS

from etl import rules
from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.problems import Problem, RefusedError
from etl.read.container import ENCRYPTED, OLE, RESAVE, kind_of
from etl.rules import rule_of


def zip_of(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def bomb(megabytes: int) -> bytes:
    """A workbook one of whose parts inflates to so many megabytes."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(megabytes):
            part.write(bytes(2**20))
    return file.getvalue()


def encrypted_flag(content: bytes) -> bytes:
    """A zip whose parts are marked as encrypted, in the local and in the central header."""
    local, central = content.index(b"PK\3\4"), content.index(b"PK\1\2")
    changed = bytearray(content)
    changed[local + 6] |= 1
    changed[central + 8] |= 1
    return bytes(changed)


PASSWORD = ("encrypted", "文件设有打开密码，无法读取", "请取消密码后再报送")
NOTHING = ("empty_file", "文件是空的（0 字节或没有内容）", "请确认已保存，再重新报送")
DAMAGED = ("damaged", "文件不完整或已损坏，无法打开", RESAVE)
ODD = ("damaged", "文件内部结构异常", RESAVE)
TYPES = "请报送 .xlsx、.xlsm、.xlsb、.xls、.ods、.csv 文件"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", b"%PDF-1.7", ("unsupported_type", "不支持“.pdf”类型的文件", TYPES)),
        ("报表", b"PK", ("unsupported_type", "不支持“报表”类型的文件", TYPES)),
        ("a.xlsx", b"", NOTHING),
        ("a.csv", b"", NOTHING),
        ("a.xls", bytes(512), NOTHING),
        (
            "a.xlsx",
            b"\r\n<html><table></table></html>",
            ("wrong_content", "文件名是 .xlsx，内容却是网页，不是工作簿", RESAVE),
        ),
        (
            "a.XLS",
            "采购单位\t金额".encode(),
            ("wrong_content", "文件名是 .xls，内容却是其他内容，不是工作簿", RESAVE),
        ),
        ("a.xlsx", OLE + bytes(504) + ENCRYPTED + bytes(64), PASSWORD),
        ("a.xlsx", encrypted_flag(zip_of({"xl/workbook.xml": b"<a/>"})), PASSWORD),
        ("a.xlsx", zip_of({"xl/workbook.xml": b"<a/>" * 99})[:-30], DAMAGED),
        ("a.xlsx", b"PK\3\4", DAMAGED),
        ("a.xlsx", zip_of({f"p{i}": b"" for i in range(5001)}), ODD),
        ("a.xlsx", zip_of({"word/document.xml": b"<a/>"}), DAMAGED),
        ("a.xlsx", OLE + bytes(5000), DAMAGED),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(
    office: Office, name: str, content: bytes, problem: tuple[str, str, str]
) -> None:
    rule, *told = problem
    refused = Problem(rule_of(rule, "error"), *told)
    assert examine(name, content, office) == Findings((), (refused,))


def test_a_workbook_that_inflates_too_far_is_not_opened(office: Office) -> None:
    content = bomb(401)
    assert len(content) < 3 * 2**20
    message = "文件展开后有 401 MB，超过 400 MB 的上限"
    hint = "请删去表格下方的空白行和无关工作表后再报送"
    (problem,) = examine("a.xlsx", content, office).problems
    assert problem == Problem(rules.TOO_LARGE, message, hint)


def test_a_file_over_fifty_megabytes_is_not_opened(office: Office) -> None:
    message, hint = "文件 51 MB，超过 50 MB 的上限", "请删去图片和无关工作表，或按月拆分"
    (problem,) = examine("a.csv", b"1," * (51 * 2**19), office).problems
    assert problem == Problem(rules.TOO_LARGE, message, hint)


@pytest.mark.parametrize("content", [b"1," * 16_384, b"1\n" * 1_048_577])
def test_a_csv_of_more_columns_or_rows_than_excel_takes_is_refused(
    office: Office, content: bytes
) -> None:
    (problem,) = examine("a.csv", content, office).problems
    assert (problem.code, problem.message) == ("too_large", "文件内容过大，超过读取的内存上限")


def test_a_cell_of_more_text_than_excel_takes_is_no_value(office: Office) -> None:
    content = f"采购单位,采购渠道,采购日期,采购额度\n{'甲' * 32_768},专柜,2022-9-3,1\n"
    (problem,) = examine("七宝镇.csv", content.encode(), office).problems
    assert (problem.cell, problem.value) == ("A2", "（文字超过 32767 字）")


def test_a_workbook_of_excel_95_is_refused_by_its_age(office: Office) -> None:
    content = (FORMATS / "lo_good.xls").read_bytes()
    old = content.replace(b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x10\x00\x00\x05")
    (problem,) = examine("a.xls", old, office).problems
    assert (problem.code, problem.hint) == ("old_format", RESAVE)


def test_a_workbook_cut_off_anywhere_is_damaged(
    workbook: Callable[..., Path], office: Office
) -> None:
    content = workbook("a.xlsx", {"Sheet1": [["采购单位", "采购日期"]]}).read_bytes()
    for share in (0.1, 0.5, 0.9, 0.999):
        (problem,) = examine("a.xlsx", content[: int(len(content) * share)], office).problems
        assert problem.code == "damaged"


@settings(deadline=None, max_examples=200)
@given(place=st.integers(0, 10**6), byte=st.integers(0, 255), cut=st.integers(0, 60))
def test_a_spoilt_zip_is_refused_or_looks_sound(place: int, byte: int, cut: int) -> None:
    content = bytearray(zip_of({"a.xml": b"<a/>", "b.xml": b"<b/>"}))
    content[place % len(content)] = byte
    with contextlib.suppress(RefusedError):
        assert kind_of("a.xlsx", bytes(content[: len(content) - cut])) == "zip"
