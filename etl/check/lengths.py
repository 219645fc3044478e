"""Texts longer than their kind can need: refused, so that nothing has to be looked for in them."""

from collections.abc import Iterator

from etl import rules
from etl.forms.bounds import MOST_OF_TEXT
from etl.problems import Problem, cell_name
from etl.table.locate import Table

HINT = "请只留要报的内容；长篇的说明请另附文件"


def long_texts(table: Table) -> Iterator[Problem]:
    """Those above and below a table: what they say of its figures was not read."""
    rows = (*range(table.cover_from, table.header_row + 1), *table.sorted_rows.notes)
    for row in rows:
        for column, value in enumerate(table.sheet.row(row)):
            if isinstance(value, str) and len(value) > MOST_OF_TEXT:
                message = f"表格上方、下方的文字一格最多 {MOST_OF_TEXT} 字，这里有 {len(value)} 字"
                cell = cell_name(row, column)
                yield Problem(rules.TOO_LONG, message, HINT, table.sheet.name, cell, value[:40])
