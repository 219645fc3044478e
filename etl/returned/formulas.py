"""Keeps the results of the sender's formulas: openpyxl alone would save them without any.

Works by replacing openpyxl's function that writes a cell, so it is for a process of its own.
"""

from typing import Any

import openpyxl.worksheet._writer as writer
from openpyxl import Workbook, load_workbook
from openpyxl.cell._writer import etree_write_cell
from openpyxl.utils.datetime import to_excel

Results = dict[tuple[str, str], Any]  # sheet, cell


def keep_results(book: Workbook, path: str) -> None:
    """From now on each formula of the book is saved with the result it had in the file."""
    wanted = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for cell in sheet._cells.values()
        if cell.data_type == "f"
    }
    if wanted:
        _write_with(_results(path, wanted))


def _results(path: str, wanted: set[tuple[str, str]]) -> Results:
    book = load_workbook(path, read_only=True, data_only=True)
    names = {sheet for sheet, _ in wanted}
    return {
        key: cell
        for sheet in book.worksheets
        if sheet.title in names
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and (key := (sheet.title, cell.coordinate)) in wanted
    }


def _write_with(results: Results) -> None:
    def write(xf: Any, sheet: Any, cell: Any, styled: Any = None) -> None:
        result = results.get((sheet.title, cell.coordinate)) if cell.data_type == "f" else None
        if result is None:
            etree_write_cell(xf, sheet, cell, styled)
            return
        caught: list[Any] = []
        etree_write_cell(_Catcher(caught), sheet, cell, styled)
        element = caught[0]
        element.set("t", _TYPES.get(result.data_type, "n"))
        element.find("v").text = _text(result, sheet.parent.epoch)
        xf.write(element)

    writer.write_cell = write


_TYPES = {"s": "str", "b": "b", "e": "e"}


class _Catcher:
    """Takes the place of the file, so that an element can be changed before it is written."""

    def __init__(self, caught: list[Any]) -> None:
        self.write = caught.append


def _text(result: Any, epoch: Any) -> str:
    value = result.value
    if result.data_type == "d":
        value = to_excel(value, epoch)
    return str(int(value)) if isinstance(value, bool) else str(value)
