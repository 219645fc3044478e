"""Personal numbers in a workbook: let in, told once a sheet, and shown nowhere whole."""

from collections.abc import Iterator, Sequence

import numpy as np

from etl import rules
from etl.personal import IDENTITY, masked, personal_in
from etl.problems import Problem, cell_name
from etl.read.cells import Column, Sheet, Value, show
from etl.table.locate import Table

# What names a thing, not a person: a number in them is left whole, or two would become one.
NAMES = ("voucher", "group_no", "project_no")
FIGURES = ("money", "count", "percent", "number", "day")
MOST_NAMED = 5
Found = tuple[int, int, str]  # row, column, what it is


def personal_numbers(sheet: Sheet, tables: Sequence[Table]) -> Iterator[Problem]:
    """One warning for all of a sheet's.

    A telephone above or below the tables is whom to call about them, and is no news.
    """
    figures = {h.index for t in tables for h in t.headers if h.column.kind.name in FIGURES}
    names = {h.index for t in tables for h in t.headers if h.column.name in NAMES}
    rows = {row for t in tables for row in t.rows.tolist()}
    found = [
        hit
        for index, column in enumerate(sheet.columns)
        if index not in figures
        for hit in _hits(column, index)
        if hit[2] == IDENTITY or (hit[0] in rows and index not in names)
    ]
    if found:
        yield _told(sheet, sorted(found))


def _hits(column: Column, index: int) -> Iterator[Found]:
    kinds = {code: kind for code, value in enumerate(column.values) if (kind := _kind_of(value))}
    if kinds:
        for row in np.flatnonzero(np.isin(column.codes, list(kinds))).tolist():
            yield row, index, kinds[int(column.codes[row])]


def _kind_of(value: Value) -> str | None:
    if isinstance(value, str) or (isinstance(value, float) and value >= 10**10):
        return personal_in(show(value))
    return None


def _told(sheet: Sheet, found: list[Found]) -> Problem:
    row, column, _ = found[0]
    kinds = "、".join(sorted({kind for _, _, kind in found}, reverse=True))
    cells = "、".join(cell_name(r, c) for r, c, _ in found[:MOST_NAMED])
    more = f" 等 {len(found)} 格" if len(found) > MOST_NAMED else ""
    return Problem(
        rules.PERSONAL_NUMBER,
        f"{cells}{more}像是个人的{kinds}：看板上只显示前后几位，原件里仍是全的",
        "报表不需要个人号码，下次请不要填；要从原件中去掉的，请联系区合作交流办",
        sheet.name,
        cell_name(row, column),
        masked(show(sheet.cell(row, column))),
    )
