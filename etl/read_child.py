"""Runs alone in a process with limits: parses one workbook and writes its cells to standard output.

It imports nothing of ours, so that it starts fast and a crash in the parser ends here. Output: the
length of a JSON head as 8 bytes, the head, then each column's codes as little-endian int32.
"""

import array
import csv
import io
import json
import resource
import sys
from datetime import date, datetime
from typing import Any

MEMORY_BYTES = 1_500 * 2**20
CPU_SECONDS = 20


def main(path: str, kind: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        sheets = read_csv(path) if kind == "csv" else read_workbook(path)
        head, codes = encode(sheets)
    # calamine's PanicException is no Exception; whatever it is, the parent has to hear of it.
    except BaseException as error:
        head, codes = {"fault": type(error).__name__, "detail": str(error)[:300]}, []
    text = json.dumps(head).encode()
    out = sys.stdout.buffer
    out.write(len(text).to_bytes(8, "little") + text)
    for column in codes:
        out.write(column.tobytes())


def read_workbook(path: str) -> list[tuple[str, bool, list[list[Any]]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_path(path)
    return [
        (
            sheet.name,
            sheet.visible == SheetVisibleEnum.Visible,
            book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False),
        )
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]


def read_csv(path: str) -> list[tuple[str, bool, list[list[Any]]]]:
    with open(path, "rb") as file:
        content = file.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    sample = text[:4096]
    delimiter = max(",;\t", key=sample.count)
    rows: list[list[Any]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    width = max(map(len, rows), default=0)
    return [("CSV", True, [row + [""] * (width - len(row)) for row in rows])]


def encode(
    sheets: list[tuple[str, bool, list[list[Any]]]],
) -> tuple[dict[str, Any], list["array.array[int]"]]:
    head: dict[str, Any] = {"sheets": []}
    codes = []
    for name, visible, rows in sheets:
        columns = []
        for cells in zip(*rows, strict=True):
            known: dict[tuple[type, Any], int] = {}
            codes.append(
                array.array("i", [known.setdefault((v.__class__, v), len(known)) for v in cells])
            )
            columns.append([plain(value) for _, value in known])
        head["sheets"].append(
            {"name": name, "visible": visible, "rows": len(rows), "columns": columns}
        )
    return head, codes


def plain(value: Any) -> Any:
    """A value that JSON can carry: dates as [kind, ISO text], a duration as its text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | float | str):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    return ["date", value.isoformat()] if isinstance(value, date) else str(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
