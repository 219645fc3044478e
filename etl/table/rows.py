"""Sorts the rows below a header: data, totals, notes; nothing that looks like data is dropped."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.read.cells import Sheet, Value, show
from etl.table.match import Header
from etl.table.row_filled import Filled
from etl.table.row_kind import kind_of
from etl.table.row_words import is_label

_ORDER = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True)
class Total:
    """A total row and the words that it goes by."""

    row: int
    label: str


@dataclass(frozen=True)
class Rows:
    """The rows of a table by what they are; `end` is where the cover of a next table begins."""

    data: NDArray[np.int64]
    totals: tuple[Total, ...]
    doubtful: tuple[int, ...]
    notes: tuple[int, ...]
    examples: tuple[int, ...]
    end: int


def sort_rows(
    sheet: Sheet, headers: tuple[Header, ...], start: int, end: int, follows: bool
) -> Rows:
    """The rows from `start` to `end`; `follows`: another table's header stands at `end`."""
    filled = Filled(sheet, headers, start, end)
    labelled = _labelled(sheet, start, end)
    plain = (filled.required == filled.needed) & (filled.required > 0) & ~labelled
    kinds = np.where(plain, "data", "").astype("U8")
    labels: dict[int, str] = {}
    tail = False
    for offset in np.flatnonzero(~plain & (filled.all > 0)).tolist():
        kind = kind_of(sheet, headers, start + offset, filled, offset, tail, labels)
        kinds[offset] = kind
        tail = kind == "note" or (tail and kind == "skip")
        if plain[offset + 1 : offset + 2].any():
            tail = False
    if end > start and _is_count_of_columns(sheet.row(start)):
        kinds[0] = "note"
    return _rows(kinds, start, labels, _next_cover(kinds, end - start) if follows else end - start)


def _rows(kinds: NDArray[np.str_], start: int, labels: dict[int, str], end: int) -> Rows:
    def of(kind: str) -> tuple[int, ...]:
        return tuple((np.flatnonzero(kinds == kind) + start).tolist())

    return Rows(
        data=np.flatnonzero(kinds == "data") + start,
        totals=tuple(Total(row, labels[row]) for row in of("total")),
        doubtful=of("doubtful"),
        notes=tuple(row for row in of("note") if row < start + end),
        examples=of("example"),
        end=start + end,
    )


def _next_cover(kinds: NDArray[np.str_], end: int) -> int:
    """Where the lines above a next table begin: after the last row of data or total."""
    solid = np.flatnonzero(np.isin(kinds, ("data", "total", "doubtful")))
    return int(solid[-1]) + 1 if len(solid) else 0


def _labelled(sheet: Sheet, start: int, end: int) -> NDArray[np.bool_]:
    """Rows with a cell that reads like the label of a total, an example, a signature."""
    labelled = np.zeros(end - start, dtype=bool)
    for column in sheet.columns:
        hits = np.fromiter(map(is_label, column.values), bool, len(column.values))
        if hits.any():
            labelled |= hits[column.codes[start:end]]
    return labelled


def _is_count_of_columns(cells: list[Value]) -> bool:
    """A line 1, 2, 3 … or 甲, 乙, 1, 2 … below the headers."""
    texts = [show(v).strip().strip("()（）[]") for v in cells if v is not None]
    numbers = [text for text in texts if text not in _ORDER]
    in_order = numbers == [str(i) for i in range(1, len(numbers) + 1)]
    return len(texts) >= 3 and in_order


def notes_of(sheet: Sheet, rows: Rows) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of what the notes below a table say."""
    for row in rows.notes:
        for index, value in enumerate(sheet.row(row)):
            if isinstance(value, str):
                yield row, index, value
