"""Reads from an xls (BIFF8) what calamine does not tell: errors, formats, marks, remarks."""

import struct
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from etl.read.parse import rich
from etl.read.parse.compound import read_stream
from etl.read.parse.raw import Notes, OldFormatError, Remark
from etl.read.parse.remarks import BOX, COMMENT, FOOTER, HEADER, bounded, without_codes
from etl.read.parse.styles import Styles, styles_of
from etl.read.parse.xls_texts import Font, Record, rich_strings, string

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
BOF, EOF, BOUNDSHEET, DATEMODE, FORMAT, XF = 0x0809, 0x000A, 0x0085, 0x0022, 0x041E, 0x00E0
FORMULA, NUMBER, RK, MULRK, BOOLERR = 0x0006, 0x0203, 0x027E, 0x00BD, 0x0205
LABEL, LABELSST, FONT, SST, CONTINUE = 0x0204, 0x00FD, 0x0031, 0x00FC, 0x003C
ROW, COLINFO, FILTERMODE, NOTE, OBJ, TXO = 0x0208, 0x007D, 0x009B, 0x001C, 0x005D, 0x01B6
PRINTED = {0x0014: HEADER, 0x0015: FOOTER}
CELLS = frozenset((FORMULA, NUMBER, RK, LABEL, LABELSST))
BIFF8, FILEPASS = 0x0600, 0x002F


class Book(NamedTuple):
    """What holds for all sheets of a workbook."""

    styles: Styles
    strings: dict[int, rich.Rich]


def notes_of_sheets(path: str) -> tuple[dict[str, Notes], bool]:
    """Notes by sheet name and the date system; raises OldFormatError for what Excel 95 wrote."""
    with open(path, "rb") as file:
        content = file.read()
    stream = read_stream(content, ("Workbook", "Book"))
    head = list(_records(stream, 0))
    if not head or head[0][0] != BOF or struct.unpack_from("<H", head[0][1])[0] != BIFF8:
        raise OldFormatError("before BIFF8")
    fonts = [Font.of(data[2], data[8]) for kind, data in head if kind == FONT]
    strings = rich_strings(head, fonts) if not all(f.is_plain for f in fonts) else {}
    book = Book(_styles(head, fonts), strings)
    date1904 = any(data[:1] == b"\1" for kind, data in head if kind == DATEMODE)
    sheets = (_sheet(data) for kind, data in head if kind == BOUNDSHEET)
    return {name: _notes(stream, offset, book) for name, offset in sheets}, date1904


def is_protected(path: str) -> bool:
    """Whether the records are enciphered; those that say so stand at the beginning."""
    with open(path, "rb") as file:
        stream = read_stream(file.read(), ("Workbook", "Book"))
    return any(kind == FILEPASS for kind, _ in islice(_records(stream, 0), 10))


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records from one BOF to its EOF; charts inside a sheet are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        at += 4 + size
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 1:
            yield kind, data
        if depth <= 0:
            return


def _sheet(data: bytes) -> tuple[str, int]:
    offset = struct.unpack_from("<I", data)[0]
    size, wide = data[6], data[7] & 1
    return data[8 : 8 + size * (1 + wide)].decode("utf-16-le" if wide else "latin-1"), offset


def _styles(head: list[Record], fonts: list[Font]) -> Styles:
    codes = {
        struct.unpack_from("<H", data)[0]: string(data, 2) for kind, data in head if kind == FORMAT
    }
    cells = [struct.unpack_from("<HH", data) for kind, data in head if kind == XF]
    # Nobody has a font 4: those behind it stand one place before.
    cells = [(number, font - (font > 4)) for font, number in cells]
    return styles_of(cells, codes, [font.is_struck for font in fonts])


def _notes(stream: bytes, offset: int, book: Book) -> Notes:
    notes = Notes()
    empty: dict[tuple[int, int], bytes] = {}
    records = list[Record]()
    for kind, data in _records(stream, offset):
        if kind == FORMULA:
            _note_formula(data, notes, empty)
        elif kind == BOOLERR and data[7]:
            notes.broken[struct.unpack_from("<HH", data)] = _ERRORS.get(data[6], "#N/A")
        if kind in CELLS:
            row, column, style = struct.unpack_from("<HHH", data)
            _note_style(notes, (row, column), style, book.styles)
            if kind == LABELSST and book.strings:
                found = book.strings.get(struct.unpack_from("<I", data, 6)[0])
                if found:
                    rich.note(notes, (row, column), found)
        elif kind == MULRK:
            row, first = struct.unpack_from("<HH", data)
            for i in range((len(data) - 6) // 6):
                style = struct.unpack_from("<H", data, 4 + i * 6)[0]
                _note_style(notes, (row, first + i), style, book.styles)
        elif kind == ROW and len(data) > 12 and data[12] & 0x20:
            notes.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind == COLINFO and (data[8] & 1 or data[4:6] == b"\0\0"):
            first, last = struct.unpack_from("<HH", data)
            notes.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == FILTERMODE:
            notes.filtered = True
        elif kind in (NOTE, OBJ, TXO, CONTINUE) or kind in PRINTED:
            records.append((kind, data))
    _note_never_calculated(notes, empty)
    notes.remarks = bounded(list(_remarks(records)))
    return notes


def _note_style(notes: Notes, place: tuple[int, int], style: int, styles: Styles) -> None:
    if style in styles.formats:
        notes.shown_as[place] = styles.formats[style]
    if style in styles.struck:
        notes.struck.add(place)


def _note_formula(data: bytes, notes: Notes, empty: dict[tuple[int, int], bytes]) -> None:
    """An error as result, or none at all in a formula that waits for Excel to calculate it."""
    row, column, _, result, marker, flags = struct.unpack_from("<HHH6sHH", data)
    if marker != 0xFFFF:
        notes.has_results = True
    elif result[0] == 2:
        notes.broken[(row, column)] = _ERRORS.get(result[2], "#N/A")
    elif result[0] == 3 and flags & 3:
        notes.broken[(row, column)] = "=（公式）"
    elif result[0] == 3:
        empty[(row, column)] = data[22:]
    else:
        notes.has_results = True


def _note_never_calculated(notes: Notes, empty: dict[tuple[int, int], bytes]) -> None:
    """Some programs save every formula with an empty text, which few formulas can give."""
    for place, formula in () if notes.has_results else empty.items():
        if b"\x17\0" not in formula:  # the empty text of IF(A1=0,"",A1)
            notes.broken[place] = "=（公式）"


def _remarks(records: list[Record]) -> Iterator[Remark]:
    """Comments by the cell that their NOTE names, other shapes' texts, headers and footers."""
    cells = {
        struct.unpack_from("<H", data, 6)[0]: struct.unpack_from("<HH", data)
        for kind, data in records
        if kind == NOTE
    }
    shape = -1
    following = [*records[1:], (EOF, b"")]
    for (kind, data), (next_kind, next_data) in zip(records, following, strict=True):
        if kind in PRINTED and len(data) > 3:
            yield Remark(PRINTED[kind], without_codes(string(data, 0)))
        elif kind == OBJ:
            shape = struct.unpack_from("<H", data, 6)[0]
        elif kind == TXO and next_kind == CONTINUE and next_data:
            text = next_data[1:].decode("utf-16-le" if next_data[0] & 1 else "latin-1", "replace")
            text = text[: struct.unpack_from("<H", data, 10)[0]]
            row, column = cells.get(shape, (None, None))
            yield Remark(BOX if row is None else COMMENT, text, row, column)
