"""Parses one workbook after another, each in a fork, and writes its cells down: see forks.

Of ours it imports etl.read.parse and the forks alone, and that once: a fork starts in a
millisecond, knows nothing of the workbooks before it, and a crash in a parser ends there.
A job is the arguments of `read`. The answer: the length of a JSON head as 8 bytes, the head, then
each column's codes as int32.
"""

import array
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import python_calamine  # noqa: F401  loaded once, before the forks

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from etl.read.forks import serve
from etl.read.parse.book import read_book
from etl.read.parse.raw import Broken, RawSheet
from etl.read.parse.text import read_csv

# as many as Excel takes: rows, columns, signs of a cell
MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 1_048_576, 16_384, 32_767
MEMORY_BYTES = 1_500 * 2**20
CPU_SECONDS = 20


def read(path: str, kind: str, answer: str) -> None:
    """The workbook at `path`, its cells to `answer`."""
    try:
        head, codes = parsed(path, kind)
    # calamine's PanicException is no Exception; whatever it is, the parent has to hear of it.
    except BaseException as error:
        head, codes = {"fault": type(error).__name__, "detail": str(error)[:300]}, []
    text = json.dumps(head).encode()
    with open(answer, "wb") as out:
        out.write(len(text).to_bytes(8, "little") + text)
        for column in codes:
            out.write(column.tobytes())


def parsed(path: str, kind: str) -> tuple[dict[str, Any], list["array.array[int]"]]:
    return encode(read_csv(path) if kind == "csv" else read_book(path, kind))


def encode(sheets: list[RawSheet]) -> tuple[dict[str, Any], list["array.array[int]"]]:
    head: dict[str, Any] = {"sheets": []}
    codes = []
    for sheet in sheets:
        if len(sheet.rows) > MOST_ROWS or (sheet.rows and len(sheet.rows[0]) > MOST_COLUMNS):
            raise MemoryError
        columns = []
        for cells in zip(*sheet.rows, strict=True):
            known: dict[tuple[type, Any], int] = {}
            codes.append(
                array.array("i", [known.setdefault((v.__class__, v), len(known)) for v in cells])
            )
            columns.append([plain(value) for _, value in known])
        head["sheets"].append(
            {
                "name": sheet.name,
                "visible": sheet.visible,
                "rows": len(sheet.rows),
                "columns": columns,
                "merged": sheet.merged,
                "date1904": sheet.date1904,
                "widths": sheet.widths,
                **marks(sheet),
            }
        )
    return head, codes


def marks(sheet: RawSheet) -> dict[str, Any]:
    """What a sheet hides, strikes through and says beside its cells; nothing for most sheets."""
    notes, height = sheet.notes, len(sheet.rows)
    if notes is None:
        return {}
    width = len(sheet.rows[0]) if sheet.rows else 0
    inside = {
        "struck": sorted(p for p in notes.struck if p[0] < height and p[1] < width),
        "struck_in_part": sorted(notes.partly),
        "unseen": sorted(p for p in notes.unseen if p[0] < height and p[1] < width),
        "may_be_struck": notes.may_be_struck,
        "rows_hidden": sorted(row for row in notes.hidden_rows if row < height),
        "columns_hidden": sorted(c for c in notes.hidden_columns if c < width),
        "filtered": notes.filtered,
        "remarks": notes.remarks,
    }
    return {name: value for name, value in inside.items() if value}


def plain(value: Any) -> Any:
    """A value that JSON can carry: dates as [kind, ISO text], a duration as its text."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and len(value) > MOST_SIGNS:
        return ["broken", f"（文字超过 {MOST_SIGNS} 字）"]
    if isinstance(value, bool | float | str):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, Broken):
        return ["broken", value.text]
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    return ["date", value.isoformat()] if isinstance(value, date) else str(value)


if __name__ == "__main__":
    serve(read, MEMORY_BYTES, CPU_SECONDS)
