"""Reads from an xls (BIFF8) what calamine does not tell: errors, formats, marks, remarks."""

import struct
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from etl.read.parse import rich
from etl.read.parse.compound import read_stream
from etl.read.parse.details.colours import (
    BLACK,
    SMALLEST,
    TINY,
    TWIPS,
    WHITE,
    are_alike,
    of_palette,
)
from etl.read.parse.details.conditions import Range
from etl.read.parse.details.tokens import SHARED, formula_text
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
CONDFMT, CONDITION, HAS_FORMAT, HAS_FONT, STRUCK = 0x01B0, 0x01B1, 1 << 25, 1 << 26, 0x80
BIFF8, FILEPASS, PALETTE = 0x0600, 0x002F, 0x0092


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
    styles = styles_of(cells, codes, [font.is_struck for font in fonts])
    palette = _palette(head)
    letters = [
        TINY
        if struct.unpack_from("<H", data)[0] <= SMALLEST * TWIPS
        else _colour(struct.unpack_from("<H", data, 4)[0], palette)
        for kind, data in head
        if kind == FONT
    ]
    behind = [_behind(data, palette) for kind, data in head if kind == XF]
    pairs = ((letters[font] if font < len(letters) else None) for _, font in cells)
    unseen = (i for i, pair in enumerate(zip(pairs, behind, strict=True)) if are_alike(*pair))
    return styles._replace(unseen=frozenset(unseen))


def _palette(head: list[Record]) -> dict[int, str]:
    """The colours that a workbook puts in the place of Excel's own, from the eighth on."""
    data = next((data for kind, data in head if kind == PALETTE), b"\0\0")
    count = min(struct.unpack_from("<H", data)[0], (len(data) - 2) // 4)
    return {8 + i: data[2 + 4 * i : 5 + 4 * i].hex().upper() for i in range(count)}


def _colour(number: int, palette: dict[int, str]) -> str | None:
    if number == 0x7FFF:  # the letters' own
        return BLACK
    return palette.get(number) or of_palette(number)


def _behind(data: bytes, palette: dict[int, str]) -> str | None:
    """What is behind a cell's letters: white without a pattern, None with one that is not solid."""
    if len(data) < 20:
        return None
    pattern = struct.unpack_from("<I", data, 14)[0] >> 26
    fore = struct.unpack_from("<H", data, 18)[0] & 0x7F
    return WHITE if not pattern else _colour(fore, palette) if pattern == 1 else None


def _notes(stream: bytes, offset: int, book: Book) -> Notes:
    notes = Notes()
    empty: dict[tuple[int, int], bytes] = {}
    records, ranges = list[Record](), list[Range]()
    for kind, data in _records(stream, offset):
        if kind == FORMULA:
            _note_formula(data, notes, empty)
        elif kind == BOOLERR and data[7]:
            notes.broken[struct.unpack_from("<HH", data)] = _ERRORS.get(data[6], "#N/A")
        if kind in CELLS:
            row, column, style = struct.unpack_from("<HHH", data)
            book.styles.note(notes, (row, column), style)
            if kind == LABELSST and book.strings:
                found = book.strings.get(struct.unpack_from("<I", data, 6)[0])
                if found:
                    rich.note(notes, (row, column), found)
        elif kind == MULRK:
            row, first = struct.unpack_from("<HH", data)
            for i in range((len(data) - 6) // 6):
                style = struct.unpack_from("<H", data, 4 + i * 6)[0]
                book.styles.note(notes, (row, first + i), style)
        elif kind == ROW and len(data) > 12 and data[12] & 0x20:
            notes.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind == COLINFO and (data[8] & 1 or data[4:6] == b"\0\0"):
            first, last = struct.unpack_from("<HH", data)
            notes.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == CONDFMT:
            ranges = list(_ranges(data))
        elif kind == CONDITION and _is_struck_look(data):
            notes.may_be_struck += ranges
        elif kind == FILTERMODE:
            notes.filtered = True
        elif kind in (NOTE, OBJ, TXO, CONTINUE) or kind in PRINTED:
            records.append((kind, data))
    _note_never_calculated(notes, empty)
    notes.remarks = bounded(list(_remarks(records)))
    return notes


def _ranges(data: bytes) -> Iterator[Range]:
    """The cells that a conditional format is for."""
    for i in range(min(struct.unpack_from("<H", data, 12)[0], (len(data) - 14) // 8)):
        r1, r2, c1, c2 = struct.unpack_from("<HHHH", data, 14 + 8 * i)
        yield r1, c1, r2, c2


def _is_struck_look(data: bytes) -> bool:
    """Whether the look that a condition gives has a font that strikes through."""
    flags = struct.unpack_from("<I", data, 6)[0]
    at = 12 + (2 if flags & HAS_FORMAT else 0)
    if not flags & HAS_FONT or len(data) < at + 92:
        return False
    look, unsaid = (struct.unpack_from("<I", data, at + place)[0] for place in (68, 88))
    return bool(look & STRUCK and not unsaid & STRUCK)


def _note_formula(data: bytes, notes: Notes, empty: dict[tuple[int, int], bytes]) -> None:
    """An error as result, or none at all in a formula that waits for Excel to calculate it."""
    row, column, _, result, marker, flags = struct.unpack_from("<HHH6sHH", data)
    if marker != 0xFFFF:
        is_zero, packed = struct.unpack_from("<d", data, 6)[0] == 0, data[22:]
        # of a formula that is shared nobody here sees more than that
        notes.has_results |= not (is_zero and packed[:1] == SHARED)
        if is_zero:
            size = struct.unpack_from("<H", data, 20)[0]
            notes.zeros[(row, column)] = formula_text(packed[:size], wide=False)
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
