"""Sheets of a workbook: calamine's cells, put right by what the file itself says."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from etl.read.parse import ods, xls, xlsb, xlsx
from etl.read.parse.compound import decrypted
from etl.read.parse.parts import Parts
from etl.read.parse.raw import BadPartError, Notes, RawSheet, apply
from etl.read.parse.styles import column_number

# Cells that stand for numbers: G4, $G$4, G4:G9.
_CELLS = r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?"
# A sum of cells: SUM(G4:G9), SUM(G4,H4).
_SUM = re.compile(rf"SUM\(({_CELLS}(?:,{_CELLS}){{0,50}})\)", re.IGNORECASE)
# Cells and numbers that are multiplied: G4*H4, G4*1.2; or added: G4+H4.
_CHAIN = re.compile(rf"(?:{_CELLS}|[\d.]{{1,20}})(?:[*+](?:{_CELLS}|[\d.]{{1,20}})){{0,50}}")
# One cell's name within them: the G and the 4 of $G$4.
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
MOST_CELLS = 100_000


def read_book(path: str, kind: str) -> list[RawSheet]:
    """Every worksheet, hidden ones marked; raises what calamine or etl.read.parse.raw raise."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    path, kind = _opened(path, kind)
    notes, date1904 = _notes(path, kind)
    with CalamineWorkbook.from_path(path) as book:
        sheets = []
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            if meta.name not in notes:
                raise BadPartError(meta.name)
            sheet = book.get_sheet_by_name(meta.name)
            rows = sheet.to_python(skip_empty_area=False)
            of_sheet = notes[meta.name]
            note_uncalculated(of_sheet, rows)
            apply(of_sheet, rows)
            merged = of_sheet.merged
            if merged is None and sheet.merged_cell_ranges is not None:
                merged = [(*first, *last) for first, last in sheet.merged_cell_ranges]
            visible = meta.visible == SheetVisibleEnum.Visible
            sheets.append(RawSheet(meta.name, visible, rows, merged, date1904, notes=of_sheet))
    return sheets


def _opened(path: str, kind: str) -> tuple[str, str]:
    """The workbook without the password that Excel itself tries first."""
    if kind == "xls" and xls.is_protected(path):
        return str(Path(decrypted(path)).rename(f"{path}.xls")), kind
    if kind == "protected":
        opened = Path(decrypted(path))
        names = zipfile.ZipFile(opened).namelist()
        kind = "xlsb" if "xl/workbook.bin" in names else "xlsx"
        return str(opened.rename(f"{path}.{kind}")), kind
    return path, kind


def _notes(path: str, kind: str) -> tuple[dict[str, Notes], bool]:
    if kind == "xls":
        return xls.notes_of_sheets(path)
    parts = Parts(path)
    if kind == "xlsx":
        return xlsx.notes_of_sheets(parts)
    if kind == "xlsb":
        return xlsb.notes_of_sheets(parts)
    if kind == "ods":
        return ods.notes_of_tables(parts), False
    raise BadPartError(kind)


def note_uncalculated(notes: Notes, rows: list[list[Any]]) -> None:
    """A saved 0 that cannot be, or, where nobody can tell, that every formula of the sheet has."""
    for place, formula in notes.zeros.items():
        total = _calculated(formula.replace(" ", ""), rows)
        if total or (total is None and not notes.has_results):
            notes.broken[place] = "=" + formula


def _calculated(formula: str, rows: list[list[Any]]) -> float | None:
    """What a plain sum or product gives; None for anything else."""
    if match := _SUM.fullmatch(formula):
        return sum(value for part in match[1].split(",") for value in _numbers(part, rows))
    if not _CHAIN.fullmatch(formula) or ":" in formula:
        return None
    total = 0.0
    for product in formula.split("+"):
        factor = 1.0
        for part in product.split("*"):
            factor *= sum(_numbers(part, rows)) if part[0] not in "0123456789." else float(part)
        total += factor
    return total


def _numbers(part: str, rows: list[list[Any]]) -> Iterator[float]:
    """The numbers in a cell or a range."""
    ends = [(int(row) - 1, column_number(letters.upper())) for letters, row in _CELL.findall(part)]
    (top, left), (bottom, right) = ends[0], ends[-1]
    if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
        return
    for cells in rows[top : bottom + 1]:
        for value in cells[left : right + 1]:
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield float(value)
