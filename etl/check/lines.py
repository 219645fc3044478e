"""Lines of a csv that a comma in a figure has split: what is behind it stands in wrong columns."""

import re
from collections.abc import Iterator

from etl import rules
from etl.problems import MOST_OF_A_KIND, Problem, cell_name
from etl.read.cells import show
from etl.table.locate import Table
from etl.table.row_words import FIGURES

# The first part of a number that a comma split: 12 of 12,000.00, ￥1 of ￥1,299.
_HEAD = re.compile(r"[-+(]?[¥￥]?[-+]?\d{1,3}")
# What stood behind the comma, in a column of texts: 000 and 000.00 of 12,000.00.
_TAIL = re.compile(r"\d{3}(?:\.\d{1,4})?[元)]?")
# The same in a column of figures, where only a zero in front shows that it is a part: 000, 050.5.
_ZEROS = re.compile(r"0\d\d(?:\.\d{1,4})?[元)]?")
_HINT = (
    "请去掉数字里的千分位逗号（写成 12000.00），或把这一格用英文引号括起来；"
    "也可以另存为 .xlsx 后再报送"
)


def line_problems(table: Table) -> Iterator[Problem]:
    """An error for each line that has more cells than the headers, or a figure in two cells."""
    widths = table.sheet.widths
    if widths is None or not table.headers:
        return
    wrong = [(row, why) for row in table.rows.tolist() if (why := _why(table, widths, row))]
    name = table.sheet.name
    for row, why in wrong[:MOST_OF_A_KIND]:
        cell = cell_name(row, table.headers[0].index)
        yield Problem(rules.EXTRA_CELLS, f"第 {row + 1} 行{why}", _HINT, name, cell)
    if len(wrong) > MOST_OF_A_KIND:
        rest = f"另有 {len(wrong) - MOST_OF_A_KIND} 行同样的问题"
        yield Problem(rules.EXTRA_CELLS, rest, _HINT, name)


def _why(table: Table, widths: tuple[int, ...], row: int) -> str:
    cells = [show(value).strip() for value in table.sheet.row(row)]
    headers = _headed(table)
    if any(cells[headers:]):
        count = max(i for i, cell in enumerate(cells) if cell) + 1
        return (
            f"有 {count} 格，表头只有 {headers} 格：像是金额里的逗号（12,000.00）把一格拆成了两格"
        )
    more = widths[row] > widths[table.header_row]
    if part := next(_parts(table, cells, more), ""):
        return f"的“{part}”像是一个数，被其中的逗号拆成了两格"
    return ""


def _headed(table: Table) -> int:
    """How many columns stand under a header, or left of one."""
    rows = range(table.top_row, table.header_row + 1)
    filled = [i for row in rows for i, v in enumerate(table.sheet.row(row)) if v is not None]
    return max(filled) + 1


def _parts(table: Table, cells: list[str], more: bool) -> Iterator[str]:
    """Figures that stand in two cells: in a column of figures and in the next one."""
    figures = {h.index for h in table.headers if h.column.kind.name in FIGURES}
    for index in sorted(figures):
        if index + 1 >= len(cells) or not _HEAD.fullmatch(cells[index]):
            continue
        tail = _ZEROS if index + 1 in figures and not more else _TAIL
        if tail.fullmatch(cells[index + 1]):
            yield f"{cells[index]},{cells[index + 1]}"
