"""Rows whose figures are the sums of rows above, whatever they are called."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from etl.check.arithmetic.reading import Read, figure_columns
from etl.check.columns import TypedColumn
from etl.table.locate import Table

MOST_SUMS = 500
LEAST_ROUNDED = 100_000  # in fen: below, a yuan may be chance
Figures = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class SumRow:
    """A data row by its place among them, and those of the rows that it is the sum of.

    `agreed` are the figures above zero that are sums, one for each column of figures.
    """

    at: int
    addends: NDArray[np.int64]
    agreed: tuple[int, ...]
    carried: bool = False  # rows of the tables that this one continues are added in, too


@dataclass(frozen=True)
class Grid:
    """The figures of the data rows, a column each; `filled` where a cell holds one."""

    figures: Figures
    filled: Flags

    @classmethod
    def of(cls, typed: list[TypedColumn]) -> "Grid":
        columns = sorted(figure_columns(typed), key=lambda c: c.column.name)
        if not columns:
            empty = np.zeros((0, 0), np.int64)
            return cls(empty, empty.astype(bool))
        figures = [np.array([v or 0 for v in c.values], np.int64)[c.codes] for c in columns]
        filled = [np.array([v is not None for v in c.values], bool)[c.codes] for c in columns]
        return cls(np.stack(figures, 1), np.stack(filled, 1))


def sum_rows(
    table: Table, grid: Grid, above: tuple[Read, ...], is_total: Callable[[SumRow], bool]
) -> None:
    """Shows `is_total` each row that is the sum of all rows above, or of those since a total.

    They come from the top; one that is a total is added to nothing that follows.
    """
    figures = grid.figures.copy()
    before, rows_before = _carried(grid, table, above)
    dropped = np.zeros(len(figures), bool)
    starts, at = _starts(table), 0
    for _ in range(MOST_SUMS):
        found = _first(figures, grid, starts, before, rows_before, at)
        if found is None:
            return
        row, whole = found
        first = 0 if whole else int(starts[row])
        addends = np.arange(first, row)[~dropped[first:row]]
        agreed = tuple(int(v) for v in grid.figures[row] if v)
        at = row + 1
        if is_total(SumRow(row, addends, agreed, whole and rows_before > 0)):
            dropped[row], figures[row] = True, 0
            starts[at:] = np.maximum(starts[at:], at)


def _starts(table: Table) -> Figures:
    """For each data row the first one below the total above it."""
    starts = np.zeros(len(table.rows) + 1, np.int64)
    below = np.searchsorted(table.rows, [t.row for t in table.sorted_rows.totals])
    starts[below] = below
    return np.maximum.accumulate(starts)[:-1]


def _carried(grid: Grid, table: Table, above: tuple[Read, ...]) -> tuple[Figures, int]:
    """The sums of the tables that this one continues, and how many rows they have."""
    sums = np.zeros(grid.figures.shape[1], np.int64)
    rows = 0
    for other, typed in above:
        there = Grid.of(list(typed)).figures
        if other.form is table.form and there.shape[1] == len(sums):
            sums = sums + there.sum(0)
            rows += len(there)
    return sums, rows


def _first(
    figures: Figures, grid: Grid, starts: Figures, before: Figures, rows_before: int, at: int
) -> tuple[int, bool] | None:
    """The first row from `at` on that is a sum, and whether it is that of all rows."""
    upto = np.vstack([np.zeros((1, figures.shape[1]), np.int64), np.cumsum(figures, 0)])[:-1]
    adds = (figures != 0).any(1)
    count = np.concatenate([[0], np.cumsum(adds)])[:-1]
    some = (grid.filled & (grid.figures != 0)).any(1)
    some[:at] = False
    fits = ~grid.filled | (grid.figures == upto + before)
    whole = fits.all(1) & (count + rows_before >= 2) & some
    fits = ~grid.filled | (grid.figures == upto - upto[starts])
    part = fits.all(1) & (count - count[starts] >= 2) & some
    places = np.flatnonzero(whole | part)
    if not len(places):
        return None
    row = int(places[0])
    return row, bool(whole[row])


def is_sum_of_below(grid: Grid, at: int, others: list[int]) -> NDArray[np.int64] | None:
    """The rows below that a row is the sum of: up to the next of `others`, or all but those."""
    following = [other for other in others if other > at]
    end = following[0] if following else len(grid.figures)
    without = np.setdiff1d(np.arange(at + 1, len(grid.figures)), others)
    for rows in (np.arange(at + 1, end), without):
        if is_sum_of(grid, at, rows):
            return rows
    return None


def is_sum_of(grid: Grid, at: int, rows: NDArray[np.int64]) -> bool:
    """Whether each figure of a row is the sum of two other rows or more."""
    figures, filled = grid.figures[at], grid.filled[at]
    if not figures[filled].any() or (grid.figures[rows] != 0).any(1).sum() < 2:
        return False
    return bool((grid.figures[rows].sum(0) == figures)[filled].all())


def is_rounded_sum(grid: Grid, at: int, rows: NDArray[np.int64]) -> bool:
    """Whether a row is the sum of others but for less than a yuan: 206,700 of 206,700.50."""
    figures, filled = grid.figures[at], grid.filled[at]
    large = (figures >= LEAST_ROUNDED) & (figures % 100 == 0)
    differ = np.abs(grid.figures[rows].sum(0) - figures)
    return bool(filled.any() and (large & (differ > 0) & (differ < 100))[filled].all())
