"""Sheets of a workbook: calamine's cells, put right by what the file itself says."""

from etl.read.parse import ods, xls, xlsb, xlsx
from etl.read.parse.parts import Parts
from etl.read.parse.raw import BadPartError, Notes, RawSheet, apply


def read_book(path: str, kind: str) -> list[RawSheet]:
    """Every worksheet, hidden ones marked; raises what calamine or etl.read.parse.raw raise."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

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
            apply(of_sheet, rows)
            merged = of_sheet.merged
            if merged is None and sheet.merged_cell_ranges is not None:
                merged = [(*first, *last) for first, last in sheet.merged_cell_ranges]
            visible = meta.visible == SheetVisibleEnum.Visible
            sheets.append(RawSheet(meta.name, visible, rows, merged, date1904))
    return sheets


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
