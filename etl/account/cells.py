"""How many cells of a sheet are what: nothing that is filled goes without a part."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from etl import rules
from etl.account.other_columns import other_columns
from etl.problems import Problem, place_of
from etl.read.cells import Sheet
from etl.table.locate import Table
from etl.table.match import stacks

PARTS = ("data", "header", "context", "total", "remark", "unknown")
WORDS = dict(zip(PARTS, ("数据", "表头", "封面", "合计", "说明", "未读懂"), strict=True))
OF_WORDS = (rules.UNKNOWN_WORDS, rules.OTHER_STATE, rules.OTHER_SPAN, rules.ODD_MONEY_UNIT)
# each cell's part by its place in PARTS
Cells = NDArray[np.uint8]


@dataclass(frozen=True)
class SheetCells:
    """The filled cells of a sheet by the part that they play."""

    sheet: str
    data: int = 0
    header: int = 0
    context: int = 0
    total: int = 0
    remark: int = 0
    unknown: int = 0

    @property
    def all(self) -> int:
        return sum(getattr(self, f.name) for f in fields(self) if f.name != "sheet")


def cells_in_words(cells: SheetCells) -> str:
    """214 格：数据 180，表头 12，封面 6，说明 16，未读懂 0: parts without any are left out."""
    counts = {part: getattr(cells, part) for part in PARTS}
    parts = [
        f"{WORDS[part]} {count:,}"
        for part, count in counts.items()
        if count or part in ("data", "unknown")
    ]
    return f"{cells.all:,} 格：{'，'.join(parts)}"


def count_cells(
    sheet: Sheet, tables: Iterable[Table], otherwise: str, asked: Iterable[Problem] = ()
) -> SheetCells:
    """The parts of a sheet's cells; `otherwise` is that of all cells where it has no table.

    `asked` are open questions: the words that they are about are not understood.
    """
    shape = (sheet.rows, len(sheet.columns))
    parts = np.full(shape, PARTS.index(otherwise), dtype=np.uint8, order="F")
    for table in tables:
        _mark(parts, table)
    for problem in asked:
        if problem.rule in OF_WORDS and (place := place_of(problem.cell or "")):
            parts[place] = PARTS.index("unknown")
    counts = np.zeros(len(PARTS), dtype=np.int64)
    for index, column in enumerate(sheet.columns):
        filled = np.array([v not in (None, "") for v in column.values], bool)[column.codes]
        counts += np.bincount(parts[filled, index], minlength=len(PARTS))
    return SheetCells(sheet.name, **dict(zip(PARTS, counts.tolist(), strict=True)))


def _mark(parts: Cells, table: Table) -> None:
    """The rows of a table and of its cover, each column by what it is."""
    rows = table.sorted_rows
    data, header, context, total, remark, unknown = range(len(PARTS))
    parts[table.cover_from : table.top_row] = context
    parts[table.header_row + 1 : rows.end] = remark
    known = [h.index for h in table.headers]
    others = {c.index: c.is_figures for c in other_columns(table)}
    named = stacks(table.sheet, table.top_row, table.header_row)
    above = slice(table.top_row, table.header_row + 1)
    for index in range(parts.shape[1]):
        is_known = index in known
        parts[above, index] = header if is_known or index in named else context
        odd = others.get(index, False) or any(index in i for _, i in table.ambiguous)
        parts[rows.data, index] = data if is_known else unknown if odd else remark
    parts[[t.row for t in rows.totals]] = total
    parts[[row for row in rows.doubtful if row not in rows.data]] = unknown
