"""Finds the form's table in a sheet by its headers, wherever they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.cells import Sheet, Value
from etl.form import Form, FormColumn
from etl.forms import FORMS
from etl.values import money_unit_in
from kpi.plan import clean_name

HEADER_ROWS = 20
FEWEST_HEADERS = 2
TOTAL = re.compile(r".{0,20}(小计|合计|总计)[:：]?")
FOOTER = re.compile(
    r"(注|备注|说明|填表说明|填报人|制表人?|审核人?|负责人|单位负责人|经办人|联系电话|填报日期)\d?[:：].*"
)


@dataclass(frozen=True)
class Header:
    """A column of the form found in the sheet: where, and the money unit its header names."""

    column: FormColumn
    index: int
    money_unit: str | None


@dataclass(frozen=True)
class Table:
    """A form's table in a sheet; `rows` are the data rows, counted from 0."""

    form: type[Form]
    sheet: Sheet
    header_row: int
    headers: tuple[Header, ...]
    unknown: tuple[str, ...]
    rows: tuple[int, ...]

    @property
    def missing(self) -> list[FormColumn]:
        """Required columns that the table lacks."""
        found = {h.column.name for h in self.headers}
        return [c for c in self.form.columns() if c.required and c.name not in found]


def find_table(sheet: Sheet) -> Table | None:
    """The table of a sheet, None where no row looks like the headers of any form."""
    best, best_score = None, (0.0, 0, 0.0)
    for row in range(min(HEADER_ROWS, sheet.rows)):
        cells = sheet.row(row)
        title = "".join(text for _, _, text in sheet.texts(row))
        for form in FORMS.values():
            headers = tuple(_match(form, cells))
            score = _score(form, headers, cells, clean_name(title))
            if len(headers) >= FEWEST_HEADERS and score > best_score:
                best, best_score = (form, row, headers), score
    return _table(sheet, *best) if best else None


def _match(form: type[Form], cells: list[Value]) -> Iterator[Header]:
    """The form's columns in a row; a proper header goes before an alias (任务序号 before 序号)."""
    found: dict[str, tuple[int, Header]] = {}
    for index, cell in enumerate(cells):
        column, unit = header_of(form, cell) if isinstance(cell, str) else (None, None)
        if column is None:
            continue
        rank = 0 if clean_name(str(cell)).startswith(clean_name(column.header)) else 1
        if column.name not in found or rank < found[column.name][0]:
            found[column.name] = (rank, Header(column, index, unit))
    yield from sorted((header for _, header in found.values()), key=lambda h: h.index)


def header_of(form: type[Form], text: str) -> tuple[FormColumn | None, str | None]:
    """The column that a header names and the money unit in its brackets: 采购额度（万元）."""
    name = clean_name(text)
    if name in form.headers():
        return form.headers()[name], None
    bracket = re.fullmatch(r"(.+?)[(\[](.+)[)\]]", name)
    if not bracket:
        return None, None
    column = form.headers().get(bracket[1])
    return column, money_unit_in(bracket[2])


def _score(
    form: type[Form], headers: tuple[Header, ...], cells: list[Value], title: str
) -> tuple[float, int, float]:
    """Titled forms first, then by the share of required columns and of headers recognised."""
    required = [c for c in form.columns() if c.required]
    found = sum(h.column.required for h in headers) / len(required)
    filled = sum(1 for c in cells if c is not None) or 1
    if found < 0.5 or (len(headers) / filled < 0.5 and form.title not in title):
        return (0.0, 0, 0.0)
    return (found + (form.title in title), len(headers), len(headers) / filled)


def _table(sheet: Sheet, form: type[Form], row: int, headers: tuple[Header, ...]) -> Table:
    known = {h.index for h in headers}
    unknown = tuple(
        cell.strip()
        for index, cell in enumerate(sheet.row(row))
        if isinstance(cell, str) and cell.strip() and index not in known
    )
    return Table(form, sheet, row, headers, unknown, tuple(_data_rows(sheet, row + 1, headers)))


def _data_rows(sheet: Sheet, start: int, headers: tuple[Header, ...]) -> Iterator[int]:
    """Rows below the header, without blank and total rows, up to a note or signature line."""
    indexes = [h.index for h in headers]
    for row in range(start, sheet.rows):
        cells = [sheet.cell(row, index) for index in indexes]
        filled = [c for c in cells if c not in (None, "")]
        if not filled:
            continue
        first = next((c for c in sheet.row(row) if c not in (None, "")), None)
        text = clean_name(first) if isinstance(first, str) else ""
        if FOOTER.fullmatch(text):
            return
        if not TOTAL.fullmatch(text):
            yield row
