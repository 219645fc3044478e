"""The texts around a table: its title and cover, notes, remarks, and what its sheet is called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.account.header_words import KINDS, over_header
from etl.problems import cell_name
from etl.read.cells import Remark
from etl.table.beside import COMMENT, remarks_on
from etl.table.cover import read_cover, without_labels
from etl.table.locate import Table
from etl.table.rows import notes_of

# What a note must speak of to bear on the table's figures: 以上为累计数, 本表数据为预计.
OF_THE_TABLE = re.compile(
    r"以上|上述|本表|[此该本]列|上表|表中|表内|所填|所列|所报|数据|数字|金额|人数"
)
# Where a note's clauses end.
_CLAUSE = re.compile(r"[。；;，,\n]")
FILE, SHEET, HEADING = "文件名", "工作表名", "分组标题"


@dataclass(frozen=True)
class Said:
    """A text around a table, and where it stands."""

    text: str
    where: str
    cell: str | None = None
    loose: bool = False  # a note: it speaks of many things


def said_around(table: Table, file_name: str, every: bool = False) -> Iterator[Said]:
    """The texts around a table; of its notes those that speak of its figures, or `every` one."""
    yield from _above(table)
    for remark in remarks_on(table):
        yield from _in_remark(remark)
    yield Said(table.sheet.plain_name, SHEET)
    yield Said(file_name.rsplit(".", 1)[0], FILE)
    for row, column, text in (*notes_of(table.sheet, table.sorted_rows), *_labels_alone(table)):
        for clause in _CLAUSE.split(text):
            if every or OF_THE_TABLE.search(clause):
                yield Said(clause, "表格下方", cell_name(row, column), loose=True)


def _labels_alone(table: Table) -> Iterator[tuple[int, int, str]]:
    """以上为累计数 in a row of its own looks like a total without a figure."""
    for total in table.sorted_rows.totals:
        cells = [(i, v) for i, v in enumerate(table.sheet.row(total.row)) if v not in (None, "")]
        if len(cells) == 1 and isinstance(cells[0][1], str):
            yield total.row, cells[0][0], cells[0][1]


def group_headings(table: Table) -> Iterator[Said]:
    """Lines between the rows: 二、未付款."""
    last = int(table.rows[-1]) if len(table.rows) else -1
    for row, column, text in notes_of(table.sheet, table.sorted_rows):
        if row < last:
            yield Said(text, HEADING, cell_name(row, column))


def _above(table: Table) -> Iterator[Said]:
    cover = read_cover(table.sheet, table.top_row, table.cover_from)
    spoken = {e.cell for e in (*cover.periods, *cover.as_of)}
    over = {
        (over[0], h.index)
        for h in table.headers
        if h.column.kind.name in (*KINDS, "day") and (over := over_header(table, h))
    }
    yield from _years(table)
    for row, column, text in table.sheet.texts(table.top_row, table.cover_from):
        if (row, column) in over:
            continue  # it is asked about with its header
        cell = cell_name(row, column)
        rest = text if cell in spoken else without_labels(text)
        if cell not in cover.value_cells or rest != text.strip() or cell in spoken:
            yield Said(rest, "表格上方", cell)


def _years(table: Table) -> Iterator[Said]:
    """A year that stands above the table as a number."""
    for row in range(table.cover_from, min(table.top_row, table.sheet.rows)):
        for column, value in enumerate(table.sheet.row(row)):
            if isinstance(value, float) and value in range(2000, 2100):
                yield Said(f"{int(value)}年", "表格上方", cell_name(row, column))


def _in_remark(remark: Remark) -> Iterator[Said]:
    """A text box is as good as a line of the cover; a comment explains, like a note."""
    for line in remark.text.splitlines():
        for clause in _CLAUSE.split(line) if remark.kind == COMMENT else (line,):
            if remark.kind != COMMENT or OF_THE_TABLE.search(clause):
                yield Said(without_labels(clause), remark.kind, loose=remark.kind == COMMENT)
