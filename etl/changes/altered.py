"""What a changed original would say now: its cells against the rows that were published."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from etl.forms.form import FormColumn
from etl.forms.forms import FORMS
from etl.store.statements import statement


@dataclass(frozen=True)
class AlteredCell:
    """A cell whose value is not what was received; `cell` is the sheet's, as in G5; money in 元."""

    sheet: str
    cell: str
    header: str
    before: Any
    after: Any


def altered_cells(
    published: duckdb.DuckDBPyConnection, rebuilt: duckdb.DuckDBPyConnection, number: int
) -> list[AlteredCell]:
    """The cells of a submission that differ between two warehouses, by sheet and row.

    The older one may lack a column that a form was given since: that is no difference.
    """
    altered: list[AlteredCell] = []
    sheets = published.execute(
        "select sheet, form, columns from sheets where submission_id = $number",
        {"number": number},
    ).fetchall()
    for sheet, form, columns in sheets:
        (names, before), (_, after) = (_rows(c, form, number, sheet) for c in (published, rebuilt))
        shared = [column for column in FORMS[form].columns() if column.stored_as in names]
        for row in sorted(before.keys() | after.keys()):
            one, two = before.get(row, {}), after.get(row, {})
            altered += _cells(shared, sheet, row, json.loads(columns), one, two)
    return altered


def _rows(
    connection: duckdb.DuckDBPyConnection, form: str, number: int, sheet: str
) -> tuple[list[str], dict[int, dict[str, Any]]]:
    """The table's columns, and the sheet's rows by their number."""
    result = connection.execute(
        statement("sheet_rows", form=FORMS[form].code),
        {"number": number, "sheet": sheet},
    )
    names = [column[0] for column in result.description or ()]
    rows = (dict(zip(names, row, strict=True)) for row in result.fetchall())
    return names, {row["row"]: row for row in rows}


def _cells(
    columns: list[FormColumn],
    sheet: str,
    row: int,
    letters: dict[str, str],
    before: dict[str, Any],
    after: dict[str, Any],
) -> Iterator[AlteredCell]:
    for column in columns:
        one, two = before.get(column.stored_as), after.get(column.stored_as)
        if one != two:
            cell = f"{letters.get(column.name, '')}{row}"
            money = column.kind.name == "money"
            before_and_after = (_yuan(value) if money else value for value in (one, two))
            yield AlteredCell(sheet, cell, column.header, *before_and_after)


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else f"{fen / 100:,.2f} 元"
