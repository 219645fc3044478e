"""Cells as they came out of a workbook: each column as its distinct values and a code a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from etl.read.signs import plain_signs


@dataclass(frozen=True)
class Broken:
    """A cell without a usable value: a formula that was never calculated, or an error's text."""

    text: str


# A duration or a time of day arrives as its text: no form asks for one.
Value = str | float | bool | date | datetime | Broken | None
Codes = NDArray[np.int32]
Range = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True)
class Column:
    """`values[codes[row]]` is the cell of a row."""

    codes: Codes
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Remark:
    """A text outside the cells: 批注, 文本框, 页眉 or 页脚, and the cell that it is fixed to."""

    kind: str
    text: str
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Marks:
    """What a sheet hides, strikes through, and says outside its cells.

    `struck` cells are crossed out whole, `partly_struck` ones in part: their values are what is
    not crossed out. `filtered`: some rows are hidden by a filter. `unseen` cells are written in the
    colour of what is behind them; a conditional format may strike the ranges `may_be_struck`.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    struck: frozenset[tuple[int, int]] = frozenset()
    partly_struck: frozenset[tuple[int, int]] = frozenset()
    remarks: tuple[Remark, ...] = ()
    unseen: frozenset[tuple[int, int]] = frozenset()
    may_be_struck: tuple[Range, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A worksheet from A1 to its last used cell; rows and columns are counted from 0.

    `merged` is None where the format cannot tell (csv); `date1904`: serial days begin in 1904;
    `widths`: how many cells each line of a csv has.
    """

    name: str
    visible: bool
    columns: tuple[Column, ...]
    rows: int
    merged: tuple[Range, ...] | None = ()
    date1904: bool = False
    widths: tuple[int, ...] | None = None
    marks: Marks = Marks()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return self.marks.remarks

    def cell(self, row: int, column: int) -> Value:
        cells = self.columns[column]
        return cells.values[int(cells.codes[row])]

    def row(self, row: int) -> list[Value]:
        return [column.values[int(column.codes[row])] for column in self.columns]

    def texts(self, last_row: int, first_row: int = 0) -> Iterator[tuple[int, int, str]]:
        """Row, column and text of the text cells from `first_row` up to `last_row`, in reading
        order.
        """
        for row in range(first_row, min(last_row, self.rows)):
            for column, value in enumerate(self.row(row)):
                if isinstance(value, str) and value.strip():
                    yield row, column, value

    @cached_property
    def plain_name(self) -> str:
        """The name to compare; `name` is what the workbook's own parts call the sheet."""
        return plain_signs(self.name)

    @cached_property
    def merged_from(self) -> dict[int, list[Range]]:
        """The merged ranges by their first row."""
        ranges: dict[int, list[Range]] = {}
        for merged in self.merged or ():
            ranges.setdefault(merged[0], []).append(merged)
        return ranges

    @property
    def is_empty(self) -> bool:
        return not any(v not in (None, "") for c in self.columns for v in c.values)


def show(value: Value) -> str:
    """A cell's value as its sender sees it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, Broken):
        return value.text
    return "" if value is None else str(value)
