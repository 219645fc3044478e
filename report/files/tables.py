"""Rows to a workbook: numbers as numbers, and text that can never become a formula."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

Rows = Sequence[Mapping[str, Any]]
MAX_WIDTH = 60


def table_xlsx(title: str, rows: Rows, note: str = "") -> bytes:
    """A workbook with one sheet: headers frozen and filterable, a note of what it shows below."""
    buffer = io.BytesIO()
    # any text stays text: = + - @ and addresses are data, not instructions
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        headers = list(rows[0]) if rows else ["无数据"]
        sheet.write_row(0, 0, headers, book.add_format({"bold": True, "bg_color": "#E8EEF6"}))
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row.values()):
                _write(sheet, number, column, value, day)
        for column, header in enumerate(headers):
            sheet.set_column(column, column, _width(header, rows))
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(headers) - 1)
        sheet.write_string(len(rows) + 2, 0, note)
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if value is None or value != value:  # NaN is no number to a reader
        sheet.write_blank(row, column, None)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "是" if value else "否")
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    else:
        sheet.write_string(row, column, str(value))


def _sheet_name(title: str) -> str:
    """Excel allows 31 characters and none of these."""
    return "".join("_" if c in "[]:*?/\\'" else c for c in title)[:31] or "数据"


def _width(header: str, rows: Rows) -> int:
    texts = [header, *(str(row[header]) for row in rows[:200] if row[header] is not None)]
    return min(MAX_WIDTH, 2 + max(sum(2 if ord(c) > 255 else 1 for c in text) for text in texts))
