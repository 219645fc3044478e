"""An xlsx with the cells of a workbook that cannot be marked itself (xls, xlsb, ods, csv)."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any

import numpy as np
import xlsxwriter

from etl.read.cells import Broken, Range, Sheet, Value
from etl.returned.marks import LAST_COLUMN, LAST_ROW

MOST_CELLS, MOST_MERGED = 300_000, 2000
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# a sign that no title of a sheet may have: the slash of 7/8月
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# what UTF-8 or XML cannot hold: half of a pair, as \ud83d, which a damaged file may have
_LONE_SURROGATES = re.compile("[\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Copy:
    """The workbook's bytes, its sheets' titles by their names in the original, merged areas."""

    content: bytes
    titles: dict[str, str]
    merged: dict[str, list[Range]]


def plain_copy(sheets: list[Sheet]) -> Copy | None:
    """The values of all sheets, hidden ones hidden; None where they are too many to write."""
    if sum(int(_filled(s, i).sum()) for s in sheets for i in range(len(s.columns))) > MOST_CELLS:
        return None
    out = io.BytesIO()
    titles: dict[str, str] = {}
    options = OPTIONS | {"date_1904": any(s.date1904 for s in sheets)}
    with xlsxwriter.Workbook(out, options) as book:
        formats = [book.add_format({"num_format": f}) for f in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm")]
        for sheet in sheets:
            titles[sheet.name] = _free_title(sheet.name, set(titles.values()))
            _write(book.add_worksheet(titles[sheet.name]), sheet, formats)
    # openpyxl takes long over many; they are for looks alone
    merged = {titles[s.name]: [a for a in s.merged or () if _fits(a)] for s in sheets}
    if sum(map(len, merged.values())) > MOST_MERGED:
        merged = {}
    return Copy(out.getvalue(), titles, merged)


def _fits(area: Range) -> bool:
    return area[2] < LAST_ROW and area[3] < LAST_COLUMN


def _filled(sheet: Sheet, index: int) -> Any:
    column = sheet.columns[index]
    blank = [code for code, value in enumerate(column.values) if value in (None, "")]
    return ~np.isin(column.codes, blank)


def _write(target: Any, sheet: Sheet, formats: list[Any]) -> None:
    if not sheet.visible:
        target.hide()
    target.set_column(0, max(len(sheet.columns) - 1, 0), 14)
    for row, column in _places(sheet):
        _write_cell(target, row, column, sheet.cell(row, column), formats)


def _places(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Row and column of each cell with a value, row by row, as constant memory asks."""
    by_column = [np.flatnonzero(_filled(sheet, i)) for i in range(len(sheet.columns))][:LAST_COLUMN]
    if not by_column:
        return
    rows = np.concatenate(by_column)
    columns = np.repeat(np.arange(len(by_column)), [len(part) for part in by_column])
    for at in np.lexsort((columns, rows)):
        if rows[at] < LAST_ROW:
            yield int(rows[at]), int(columns[at])


def _write_cell(target: Any, row: int, column: int, value: Value, formats: list[Any]) -> None:
    if isinstance(value, bool):
        target.write_boolean(row, column, value)
    elif isinstance(value, float) and isfinite(value):
        target.write_number(row, column, value)
    elif isinstance(value, date) and value.year > 1904:
        timed = isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0,) * 3
        target.write_datetime(row, column, value, formats[timed])
    else:
        text = value.text if isinstance(value, Broken) else str(value)
        target.write_string(row, column, _LONE_SURROGATES.sub("\ufffd", text)[:32_000])


def _free_title(name: str, taken: set[str]) -> str:
    """A title that Excel allows: 31 characters, without []:*?/\\, not taken yet."""
    stem = _LONE_SURROGATES.sub("", _FORBIDDEN.sub("_", name)).strip(" '") or "Sheet"
    stem = "_history" if stem.lower() == "history" else stem
    lowered = {title.lower() for title in taken}
    for number in range(1, len(taken) + 2):
        tail = f"_{number}" if number > 1 else ""
        # Excel counts in UTF-16
        cut = stem.encode("utf-16-le")[: 2 * (31 - len(tail))].decode("utf-16-le", "ignore")
        if (cut + tail).lower() not in lowered:
            return cut + tail
    raise AssertionError("one of n + 1 titles is not among n")
