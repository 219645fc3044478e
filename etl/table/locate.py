"""Finds the tables in a sheet by their headers, wherever they stand."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from etl import rules
from etl.forms.form import Form, FormColumn
from etl.forms.forms import FORMS
from etl.problems import RefusedError
from etl.read.cells import Sheet
from etl.table.headers import looks_like_header, may_be_header
from etl.table.match import Header, Match, match_headers, may_fit, stacks
from etl.table.rows import Rows, sort_rows

HEADER_ROWS = 20
MOST_LEVELS = 3
FEWEST_HEADERS = 2
MOST_COLUMNS = 500
MOST_REPEATED = 500
MANY_HEADERS = f"有 {MOST_REPEATED} 行以上像是表头，读不完"
ONE_HEADER = "请只留最上面一行表头，删去下面重复的表头"


@dataclass(frozen=True)
class Table:
    """A form's table in a sheet, or what continues one (续表); rows are counted from 0.

    `cover_from` is the first row of what stands above the headers; `sorted_rows` are the rows below
    them, `rows` the data rows alone.
    """

    form: type[Form]
    sheet: Sheet
    cover_from: int
    top_row: int
    header_row: int
    headers: tuple[Header, ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[tuple[FormColumn, tuple[int, ...]], ...]
    rivals: tuple[type[Form], ...]
    sorted_rows: Rows

    @property
    def rows(self) -> NDArray[np.int64]:
        return self.sorted_rows.data

    def without(self, rows: Collection[int]) -> "Table":
        """The table whose data are all rows but these."""
        data = self.rows[~np.isin(self.rows, list(rows))]
        return replace(self, sorted_rows=replace(self.sorted_rows, data=data))

    @property
    def missing(self) -> list[FormColumn]:
        """Required columns that the table lacks."""
        present = {h.column.name for h in self.headers}
        present |= {column.name for column, _ in self.ambiguous}
        return [c for c in self.form.columns() if c.required and c.name not in present]


def find_tables(sheet: Sheet) -> list[Table]:
    """A sheet's tables from top to bottom; none where no row looks like the headers of a form.

    Raises RefusedError where the headers are repeated without end.
    """
    first = _topmost(sheet)
    if first is None:
        return []
    heads = [first, *_repeated(sheet, first)]
    ends = [head.top_row for head in heads[1:]] + [sheet.rows]
    tables: list[Table] = []
    start = 0
    for head, end in zip(heads, ends, strict=True):
        rows = sort_rows(sheet, head.headers, head.header_row + 1, end, follows=end < sheet.rows)
        tables.append(_table(sheet, head, start, rows))
        start = rows.end
    return tables


def _topmost(sheet: Sheet) -> Match | None:
    """The best headers of the first rows that hold any; what stands below them comes after."""
    near = list(range(min(HEADER_ROWS, sheet.rows)))
    if best := _first_of(sheet, near, ""):
        return best
    # Below many lines of notes only rows that name two columns are looked at.
    title = "".join(text for _, _, text in sheet.texts(HEADER_ROWS))
    return _first_of(sheet, _rows_of_headers(sheet, len(near))[:MOST_REPEATED], title)


def _first_of(sheet: Sheet, rows: list[int], title: str) -> Match | None:
    first = next((row for row in rows if _best(sheet, range(row, row + 1), title)), None)
    if first is None:
        return None
    return _best(sheet, range(first, min(first + MOST_LEVELS, sheet.rows)), title)


def _table(sheet: Sheet, head: Match, cover_from: int, rows: Rows) -> Table:
    return Table(
        head.form,
        sheet,
        cover_from,
        head.top_row,
        head.header_row,
        head.headers,
        head.unknown,
        head.ambiguous,
        head.rivals,
        rows,
    )


def _best(sheet: Sheet, rows: range, title: str) -> Match | None:
    """The best headers that end in one of the rows; equals of another form are its rivals."""
    candidates: list[Match] = []
    for row in rows:
        if not _may_be_header_row(sheet, row):
            continue
        near = sheet.texts(row, max(row - HEADER_ROWS - MOST_LEVELS, 0))
        above = title + "".join(text for _, _, text in near)
        for levels in range(1, min(MOST_LEVELS, row + 1) + 1):
            texts = stacks(sheet, row - levels + 1, row)
            if not any(looks_like_header(text) for stack in texts.values() for text in stack):
                continue
            matches = (
                match_headers(form, sheet, row, texts, levels, above)
                for form in FORMS.values()
                if may_fit(form, texts)
            )
            candidates += [m for m in matches if m.score[0] and m.score[1] >= FEWEST_HEADERS]
    best = max(candidates, key=lambda m: m.score, default=None)
    if best is None:
        return None
    rivals = {m.form: None for m in candidates if m.form is not best.form and m.rank == best.rank}
    return replace(best, rivals=tuple(rivals))


def _may_be_header_row(sheet: Sheet, row: int) -> bool:
    cells = [sheet.cell(row, c) for c in range(min(len(sheet.columns), MOST_COLUMNS))]
    return any(isinstance(c, str) and c.strip() for c in cells)


def _repeated(sheet: Sheet, first: Match) -> Iterator[Match]:
    """The headers again, further down: of a 续表, or of another table."""
    last = first.header_row
    for number, row in enumerate(_rows_of_headers(sheet, first.header_row + 1)):
        if row <= last:
            continue
        if number >= MOST_REPEATED:
            raise RefusedError(
                rules.TOO_MANY_TABLES, f"工作表“{sheet.name}”里{MANY_HEADERS}", ONE_HEADER
            )
        match = _best(sheet, range(row, row + 1), first.form.title)
        lower = _best(sheet, range(row + 1, min(row + 2, sheet.rows)), first.form.title)
        if lower and lower.top_row <= row and (not match or lower.score > match.score):
            match = lower
        if match and match.top_row > last:
            last = match.header_row
            yield match


def _rows_of_headers(sheet: Sheet, start: int) -> list[int]:
    """Rows with two or more cells that are headers of some form."""
    hits = np.zeros(sheet.rows, dtype=np.int16)
    for column in sheet.columns[:MOST_COLUMNS]:
        known = np.fromiter(map(may_be_header, column.values), bool, len(column.values))
        if known.any():
            hits += known[column.codes]
    hits[:start] = 0
    return [int(row) for row in np.flatnonzero(hits >= FEWEST_HEADERS)]
