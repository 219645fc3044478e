"""Cells that take their value from above: merged groups, 同上 and 〃, groups of a csv."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl import rules
from etl.forms.form import FormColumn
from etl.problems import Problem, cell_name
from etl.read.cells import Value
from etl.table.locate import Table
from etl.table.match import Header
from etl.table.row_words import FIGURES, is_blank
from kpi.plan import clean_name

DITTO = frozenset(
    {"同上", "同前", "同上行", "上同", "〃", '"', "”", "“", "″", "′′", "''", "’’", "``", "々", "同"}
)
GROUPING = ("text", "county", "unit", "place", "choice", "origin")
Codes = NDArray[np.int32]


@dataclass(frozen=True)
class Carried:
    """A column's codes in the data rows, and which of the rows took theirs from above."""

    codes: Codes
    values: tuple[Value, ...]
    from_above: NDArray[np.bool_]


def carry_down(
    table: Table, header: Header, last_above: int | None = None
) -> tuple[Carried, list[Problem]]:
    """The codes of a column's data rows with every cell filled that stands for the one above.

    `last_above` is the code of the last row of the table that this one continues.
    """
    column = table.sheet.columns[header.index]
    codes = column.codes[table.rows].copy()
    from_above = np.zeros(len(codes), dtype=bool)
    problems = _merged(table, header, codes, from_above)
    problems += _ditto(table, header, column.values, codes, from_above, last_above)
    if table.sheet.merged is None:
        _groups(table, header, column.values, codes, from_above)
    return Carried(codes, column.values, from_above), problems


def _merged(
    table: Table, header: Header, codes: Codes, from_above: NDArray[np.bool_]
) -> list[Problem]:
    problems = []
    column = table.sheet.columns[header.index]
    for r1, c1, r2, _ in table.sheet.merged or ():
        if c1 != header.index or r2 == r1 or r1 <= table.header_row:
            continue
        first, last = np.searchsorted(table.rows, (r1, r2 + 1))
        if last - first < 1 or is_blank(header.column, column.values[column.codes[r1]]):
            continue
        if last - first > 1 and header.column.kind.name in FIGURES:
            problems.append(_merged_figure(table, header, r1))
        from_above[first:last] |= table.rows[first:last] > r1
        codes[first:last] = column.codes[r1]
    return problems


def _merged_figure(table: Table, header: Header, row: int) -> Problem:
    return Problem(
        rules.MERGED_FIGURE,
        f"第 {row + 1} 行“{header.column.header}”：一个合并单元格占了几行，看不出各行的数",
        "请取消合并，逐行填写各自的数",
        table.sheet.name,
        cell_name(row, header.index),
    )


def _ditto(
    table: Table,
    header: Header,
    values: tuple[Value, ...],
    codes: Codes,
    from_above: NDArray[np.bool_],
    last_above: int | None,
) -> list[Problem]:
    signs = [i for i, v in enumerate(values) if is_ditto(v)]
    same = np.isin(codes, signs) if signs else np.zeros(0, dtype=bool)
    if not same.any():
        return []
    source = np.where(same, -1, np.arange(len(codes)))
    source = np.maximum.accumulate(source)
    if last_above is not None and header.column.kind.name not in FIGURES:
        from_above |= source < 0
        codes[source < 0] = last_above
        source = np.where(source < 0, np.arange(len(codes)), source)
    problems = [
        Problem(
            rules.NOTHING_ABOVE,
            f"第 {table.rows[i] + 1} 行“{header.column.header}”：写的是“同上”，上面却没有数据行",
            "请写出内容",
            table.sheet.name,
            cell_name(int(table.rows[i]), header.index),
            str(values[codes[i]]),
        )
        for i in np.flatnonzero(source < 0).tolist()
    ]
    known = source >= 0
    from_above |= same & known
    codes[known] = codes[source[known]]
    return problems


def is_ditto(value: Value) -> bool:
    return isinstance(value, str) and len(value) < 8 and clean_name(value).strip("。-") in DITTO


def _groups(
    table: Table,
    header: Header,
    values: tuple[Value, ...],
    codes: Codes,
    from_above: NDArray[np.bool_],
) -> None:
    """A csv keeps no merges: a left column written once a group carries down."""
    if not _may_group(table, header.column) or not len(codes):
        return
    blank = np.isin(codes, [i for i, v in enumerate(values) if is_blank(header.column, v)])
    written = codes[~blank]
    repeats = bool((codes[1:] == codes[:-1])[~blank[1:]].any())
    once = len(set(written.tolist())) == len(written)
    if blank[0] or repeats or not once or blank.sum() < max(2, len(codes) / 3):
        return
    breaks = np.searchsorted(table.rows, [t.row for t in table.sorted_rows.totals])
    if any(i < len(blank) and blank[i] for i in breaks.tolist()):
        return
    source = np.maximum.accumulate(np.where(blank, -1, np.arange(len(codes))))
    from_above |= blank
    codes[:] = codes[source]


def _may_group(table: Table, column: FormColumn) -> bool:
    """A required name in one of the first columns: only those are written once a group."""
    first: list[Any] = [h.column for h in table.headers[:2]]
    return column.required and column.kind.name in GROUPING and column in first
