"""Rows that are totals by their figures, with or without a word: left out, or asked about."""

from collections.abc import Iterator

import numpy as np

from etl import rules
from etl.check.arithmetic.doubtful import CHOICES
from etl.check.arithmetic.evidence import hollow_rows, judge
from etl.check.arithmetic.reading import Reading
from etl.check.arithmetic.sums import (
    Grid,
    SumRow,
    is_rounded_sum,
    is_sum_of,
    is_sum_of_below,
    sum_rows,
)
from etl.check.columns import TypedColumn
from etl.problems import Problem, cell_name
from etl.questions import Question, ask
from etl.read.cells import show
from etl.table.locate import Table
from etl.table.rows import Total
from kpi.plan import clean_name

MOST_HOLLOW = 200
FEWEST_ADDENDS = 3


def settle_sum_rows(reading: Reading, typed: list[TypedColumn]) -> tuple[Reading, list[Problem]]:
    """The reading without its totals among the data; those that may be data are one question."""
    if len(reading.table.rows) < 2:
        return reading, []
    totals, doubtful = _found(reading, typed)
    problems = [_told(reading, row, len(found.addends)) for row, found in totals.items()]
    if doubtful:
        choice, problem = ask(_question(reading, doubtful), reading.office.answers, reading.unit)
        problems.append(problem)
        if choice == "data":
            doubtful = []
    left_out = {*totals, *doubtful}
    if not left_out:
        return reading, problems
    data = reading.table.rows[~np.isin(reading.table.rows, sorted(left_out))]
    labels = tuple(Total(row, _label(reading, row)) for row in sorted(left_out))
    return reading.with_rows(data, labels), problems


def _found(reading: Reading, typed: list[TypedColumn]) -> tuple[dict[int, SumRow], list[int]]:
    """The sheet's rows that are totals, and those that may be."""
    table, grid = reading.table, Grid.of(typed)
    if not grid.figures.size:
        return {}, []
    settled = set(table.sorted_rows.doubtful)
    totals: dict[int, SumRow] = {}
    doubtful: list[int] = []

    def is_total(found: SumRow) -> bool:
        row = int(table.rows[found.at])
        verdict = "data" if row in settled else judge(table, typed, found)
        if verdict == "total":
            totals[row] = found
        elif verdict == "ask":
            doubtful.append(row)
        return verdict != "data"

    sum_rows(table, grid, reading.above, is_total)
    hollow = [at for at in hollow_rows(table, typed, grid) if int(table.rows[at]) not in totals]
    for found in _of_groups(reading, typed, grid, hollow[:MOST_HOLLOW]):
        if int(table.rows[found.at]) not in doubtful:
            is_total(found)
    doubtful += _at_the_ends(table, typed, grid, {*totals, *doubtful, *settled})
    return totals, sorted(doubtful)


def _at_the_ends(
    table: Table, typed: list[TypedColumn], grid: Grid, known: set[int]
) -> Iterator[int]:
    """A first row that is the sum of all below, a last one that is that of all above, rounded."""
    free = np.array([int(row) not in known for row in table.rows])
    first, last = 0, len(table.rows) - 1
    others = np.flatnonzero(free)
    for at in {first, last}:
        rows = others[others != at]
        if not free[at] or len(rows) < FEWEST_ADDENDS:
            continue
        agreed = tuple(int(v) for v in grid.figures[at] if v)
        if at == first and is_sum_of(grid, at, rows):
            if judge(table, typed, SumRow(at, rows, agreed)) != "data":
                yield int(table.rows[at])
        elif at == last and is_rounded_sum(grid, at, rows):
            yield int(table.rows[at])


def _of_groups(
    reading: Reading, typed: list[TypedColumn], grid: Grid, hollow: list[int]
) -> Iterator[SumRow]:
    """Hollow rows that are the sum of the rows below, or of those with a name that they name."""
    for at in hollow:
        rows = is_sum_of_below(grid, at, hollow)
        if rows is None:
            rows = _named_alike(typed, grid, at, hollow)
        if rows is not None:
            yield SumRow(at, rows, tuple(int(v) for v in grid.figures[at] if v))


def _named_alike(
    typed: list[TypedColumn], grid: Grid, at: int, hollow: list[int]
) -> np.ndarray[tuple[int], np.dtype[np.int64]] | None:
    """The rows that hold, in any column, what the row is called: 832平台, 其中：832平台."""
    texts = [c for c in typed if c.column.kind.name in ("text", "county", "unit", "choice")]
    called = (c.raw[int(c.codes[at])] for c in texts)
    names = {clean_name(raw).removeprefix("其中:") for raw in called if isinstance(raw, str)}
    for column in texts:
        codes = [
            code
            for code, raw in enumerate(column.raw)
            if isinstance(raw, str) and clean_name(raw) in names
        ]
        rows = np.setdiff1d(np.flatnonzero(np.isin(column.codes, codes)), hollow)
        if is_sum_of(grid, at, rows):
            return rows
    return None


def _label(reading: Reading, row: int) -> str:
    """The first text of a row: what its sender calls it."""
    cells = (show(v).strip() for v in reading.table.sheet.row(row) if isinstance(v, str))
    return next((text for text in cells if text), "合计")


def _told(reading: Reading, row: int, rows: int) -> Problem:
    return Problem(
        rules.SUM_ROW,
        f"第 {row + 1} 行“{_label(reading, row)}”的数等于其他 {rows} 行之和，当作合计，没有计入",
        "是要报送的数据时，请填齐这一行的日期、凭证等各列",
        reading.table.sheet.name,
        cell_name(row, 0),
    )


def _question(reading: Reading, rows: list[int]) -> Question:
    table = reading.table
    numbers = "、".join(str(row + 1) for row in rows[:10])
    figures = "、".join(dict.fromkeys(_label(reading, row) for row in rows[:3]))
    return Question(
        rules.TOTAL_OR_DATA,
        what=f"{table.form.code}|{table.sheet.name}|sums|{numbers}",
        message=f"第 {numbers} 行（{figures}）的数等于其他各行之和，看不出是合计还是数据",
        hint="是合计的，请写上“合计”，并清空这一行的日期等列；或回答这个问题",
        choices=CHOICES,
        sheet=table.sheet.name,
        cell=cell_name(rows[0], 0),
        remembered=False,
    )
