"""Sheets of a workbook: calamine's cells, put right by what the file itself says."""

import zipfile
from pathlib import Path
from typing import Any

from etl.read.parse import ods, xls, xlsb, xlsx
from etl.read.parse.compound import decrypted
from etl.read.parse.details.reckoned import Reckoner
from etl.read.parse.parts import Parts
from etl.read.parse.raw import BadPartError, Notes, RawSheet, apply

# below this a difference is the dust of binary fractions
LEAST = 1e-6


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
    reckoner = Reckoner(rows, notes.zeros)
    for place, formula in notes.zeros.items():
        total = reckoner.result(place)
        if (total is None and not notes.has_results) or abs(total or 0) > LEAST:
            notes.broken[place] = "=" + formula
