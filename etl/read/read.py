"""Bytes to cells: a workbook is parsed in a process whose time and memory are bounded."""

import json
import logging
from datetime import date, datetime
from typing import Any

import numpy as np

from etl import rules
from etl.problems import RefusedError
from etl.read.cells import Broken, Codes, Column, Marks, Remark, Sheet, Value
from etl.read.container import RESAVE, kind_of
from etl.read.kept import TooSlowError
from etl.read.readers import read_apart
from etl.read.signs import plain_signs

log = logging.getLogger(__name__)


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """The worksheets of a workbook, hidden ones marked; raises RefusedError, nothing else."""
    kind = kind_of(name, content)
    try:
        result = read_apart(content, kind)
    except TooSlowError as error:
        raise RefusedError(
            rules.TOO_SLOW, f"{error.seconds} 秒内未能读完这个文件", RESAVE
        ) from None
    if result.status or len(result.output) < 8:
        log.warning("reader ended with %s: %s", result.status, result.complaint)
        raise RefusedError(rules.DAMAGED, "文件内部结构异常，无法读取", RESAVE)
    return _decode(result.output)


def _decode(output: bytes) -> list[Sheet]:
    start = 8 + int.from_bytes(output[:8], "little")
    head: dict[str, Any] = json.loads(output[8:start])
    if "fault" in head:
        log.warning("reader refused the file: %s: %s", head["fault"], head["detail"])
        raise refusal(head["fault"])
    return sheets_of(head, np.frombuffer(output, dtype="<i4", offset=start))


def sheets_of(head: dict[str, Any], codes: Codes) -> list[Sheet]:
    """The sheets of a head and all columns' codes one behind the other: see read_child."""
    sheets, at = [], 0
    for sheet in head["sheets"]:
        columns = []
        for values in sheet["columns"]:
            part = codes[at : at + sheet["rows"]]
            columns.append(Column(part, tuple(_value(v) for v in values)))
            at += sheet["rows"]
        widths = None if sheet["widths"] is None else tuple(sheet["widths"])
        merged = None if sheet["merged"] is None else tuple(map(tuple, sheet["merged"]))
        sheets.append(
            Sheet(
                sheet["name"],
                sheet["visible"],
                tuple(columns),
                sheet["rows"],
                merged,
                sheet["date1904"],
                widths,
                _marks(sheet),
            )
        )
    return sheets


def _marks(sheet: dict[str, Any]) -> Marks:
    return Marks(
        frozenset(sheet.get("rows_hidden", ())),
        frozenset(sheet.get("columns_hidden", ())),
        sheet.get("filtered", False),
        frozenset(map(tuple, sheet.get("struck", ()))),
        frozenset(map(tuple, sheet.get("struck_in_part", ()))),
        tuple(Remark(*remark) for remark in sheet.get("remarks", ())),
        frozenset(map(tuple, sheet.get("unseen", ()))),
        tuple(map(tuple, sheet.get("may_be_struck", ()))),
    )


REFUSALS = {
    "PasswordError": (rules.ENCRYPTED, "文件设有打开密码，无法读取", "请取消密码后再报送"),
    "MemoryError": (
        rules.TOO_LARGE,
        "文件内容过大，超过读取的内存上限",
        "请删去空白行和无关工作表后再报送",
    ),
    "UnicodeDecodeError": (
        rules.ENCODING,
        "文字编码无法识别",
        "请另存为 UTF-8 编码的 CSV 或 .xlsx",
    ),
    "Error": (rules.BAD_CSV, "CSV 的引号不配对，无法分清各列", "请另存为 .xlsx 后再报送"),
    "EncodingError": (rules.ENCODING, "文件内部的文字编码不是 UTF-8，读取会出错", RESAVE),
    "OldFormatError": (rules.OLD_FORMAT, "文件是 Excel 95 或更早的格式，读取会出错", RESAVE),
    "DtdError": (rules.UNSAFE, "文件内部含有实体定义（DTD），可能有害，没有打开", RESAVE),
}


def refusal(fault: str) -> RefusedError:
    """What is told of a file that the parsers refuse, by the name of what they raised."""
    return RefusedError(
        *REFUSALS.get(fault, (rules.DAMAGED, "文件不完整或已损坏，无法打开", RESAVE))
    )


def _value(value: Any) -> Value:
    if isinstance(value, str):
        text = plain_signs(value)
        return text if text.strip() else None
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    kind, text = value
    if kind == "broken":
        return Broken(text)
    return date.fromisoformat(text) if kind == "date" else datetime.fromisoformat(text)
