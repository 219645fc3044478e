"""Marks a workbook for its sender: bad cells coloured and explained, all problems listed first."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.chartsheet import Chartsheet
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string

from etl.problems import Problem
from etl.returned.notice import (
    AUTHOR,
    QUESTION,
    WORDS,
    Counts,
    Row,
    clean,
    is_notice,
    kind_of,
    remedy,
    write_notice,
)

# the kinds that are marked at their cells, the worst first
FILLS = {"error": "FFC7CE", QUESTION: "D9C9F2", "warning": "FFEB9C"}
MOST_MARKED = 2000
MOST_OF_A_COMMENT = 800
THEIRS = "\n——原有批注——\n"
# a cell by its name, its letters and its number apart: G5, AA1048576
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def mark_book(
    book: Workbook,
    file_name: str,
    problems: Sequence[Problem],
    counts: Counts,
    titles: dict[str, str],
    cells: Sequence[str] = (),
) -> None:
    """Colours and explains the cells, and puts 退回说明 in front.

    `counts` are those of all problems, also of those not to be listed; `titles` the names of the
    sheets in this book by the names that the problems use; `cells` what those of each sheet were
    read as.
    """
    _take_back(book)
    rows = _placed(book, problems, titles)
    for cell, cell_problems in _by_cell(rows[:MOST_MARKED]):
        _mark(cell, cell_problems)
    write_notice(book, file_name, rows, counts, cells)
    for sheet in [*book.worksheets, *book.chartsheets]:
        # several selected sheets would take every edit together
        views = sheet.sheetViews if isinstance(sheet, Chartsheet) else sheet.views
        for view in views.sheetView:
            view.tabSelected = False
    book.active = 0


def _placed(book: Workbook, problems: Sequence[Problem], titles: dict[str, str]) -> list[Row]:
    """Each problem with its cell in this book; of a merged area, the cell that shows."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    rows = []
    for problem in problems:
        title = titles.get(problem.sheet or "", problem.sheet or "")
        sheet = sheets.get(title)
        rows.append(Row(problem, title, _cell(sheet, problem.cell) if sheet is not None else None))
    return rows


def _cell(sheet: Any, name: str | None) -> Any:
    match = _CELL.fullmatch(name or "")
    if match is None:
        return None
    row, column = int(match[2]), column_index_from_string(match[1])
    if row > LAST_ROW or column > LAST_COLUMN:
        return None
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return sheet.cell(area.min_row, area.min_col)
    return sheet.cell(row, column)


def _by_cell(rows: Iterable[Row]) -> Iterable[tuple[Any, list[Problem]]]:
    by_cell: dict[tuple[str, str], tuple[Any, list[Problem]]] = {}
    for row in rows:
        if row.cell is not None and kind_of(row.problem) in FILLS:
            key = (row.cell.parent.title, row.cell.coordinate)
            by_cell.setdefault(key, (row.cell, []))[1].append(row.problem)
    return by_cell.values()


def _mark(cell: Any, problems: list[Problem]) -> None:
    worst = min(map(kind_of, problems), key=list(FILLS).index)
    cell.fill = PatternFill("solid", fgColor=FILLS[worst])
    lines = [f"{WORDS[kind_of(p)]}：{p.message}\n怎样改：{remedy(p)}" for p in problems]
    text = clean("\n".join(lines))
    if len(text) > MOST_OF_A_COMMENT:
        text = text[:MOST_OF_A_COMMENT] + "……（全文见“退回说明”）"
    if cell.comment is not None:
        text += THEIRS + clean(cell.comment.text)
    height = 24 + 18 * sum(1 + len(line) // 22 for line in text.splitlines())
    cell.comment = Comment(text, AUTHOR, height=min(height, 400), width=340)


def _take_back(book: Workbook) -> None:
    """What an earlier return put into the file: it is being returned again."""
    for sheet in [s for s in book.worksheets if is_notice(s)]:
        book.remove(sheet)
    for sheet in book.worksheets:
        for cell in sheet._cells.values():
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.fill = PatternFill()
                _, separator, theirs = cell.comment.text.partition(THEIRS)
                cell.comment = Comment(theirs, "") if separator else None
