"""Reads from an xlsb what calamine does not tell: errors, merges, formats, marks, remarks."""

import posixpath
import struct
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from etl.read.parse import rich
from etl.read.parse.details.colours import (
    BLACK,
    SMALLEST,
    TINY,
    TWIPS,
    WHITE,
    of_palette,
    of_theme,
)
from etl.read.parse.details.conditions import Range
from etl.read.parse.details.tokens import SHARED, formula_text
from etl.read.parse.parts import Parts
from etl.read.parse.raw import BadPartError, Notes, Remark
from etl.read.parse.remarks import COMMENT, FOOTER, HEADER, remarks_of_rels, without_codes
from etl.read.parse.styles import Styles, styles_of, unseen_of
from etl.read.parse.xls_texts import Font, rich_of

ROW, CELL_ERROR, FORMULA_ERROR, SHEET, PROPERTIES, MERGE = 0, 3, 11, 156, 153, 176
SHARED_TEXT, COLUMN, FILTER_COLUMN, PRINTED, TEXT_ITEM = 7, 60, 163, 479, 19
FORMAT, FONT, FILL, STYLE, STYLES, STYLES_END = 44, 43, 45, 47, 617, 618
FORMULA_NUMBER = 9
CONDITIONAL, CONDITION, LOOK, STRIKE = 461, 463, 507, 0x1D
COMMENT_AT, COMMENT_TEXT = 635, 637
CELLS = range(2, 12)
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}


class Book(NamedTuple):
    """What holds for all sheets of a workbook."""

    styles: Styles
    strings: dict[int, rich.Rich]


def notes_of_sheets(parts: Parts) -> tuple[dict[str, Notes], bool]:
    """Notes by sheet name, and whether the workbook counts its days from 1904."""
    rels = ElementTree.fromstring(parts.xml("xl/_rels/workbook.bin.rels"))
    targets = {rel.get("Id"): rel.get("Target") or "" for rel in rels}
    notes: dict[str, Notes] = {}
    date1904 = False
    try:
        book = _book(parts)
        for kind, data in _records(parts.read("xl/workbook.bin")):
            if kind == PROPERTIES:
                date1904 = bool(data[0] & 1)
            if kind == SHEET:
                key, rest = _string(data[8:])
                name, _ = _string(rest)
                target = targets.get(key, "")
                path = posixpath.normpath(posixpath.join("xl", target)).removeprefix("/")
                if "worksheets/" in target:
                    notes[name] = notes_of_sheet(parts.read(path), book)
                    notes[name].remarks += remarks_of_rels(parts, path, _comments)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise BadPartError("workbook.bin") from None
    parts.check()
    return notes, date1904


def _book(parts: Parts) -> Book:
    names = ("xl/styles.bin", "xl/sharedStrings.bin")
    return Book(*read_looks(*(parts.read(n) if n in parts.names() else b"" for n in names)))


def read_looks(styles: bytes, texts: bytes) -> tuple[Styles, dict[int, rich.Rich]]:
    """The looks of cells, and the shared texts that do not look plain."""
    looks, fonts = _styles(styles)
    if all(font.is_plain for font in fonts):
        return looks, {}
    items = (data for kind, data in _records(texts) if kind == TEXT_ITEM)
    strings = ((i, _rich(data, fonts)) for i, data in enumerate(items) if data[0] & 1)
    return looks, {i: runs for i, runs in strings if rich.is_rich(runs)}


def _rich(data: bytes, fonts: list[Font]) -> rich.Rich:
    text, rest = _string(data[1:])
    count = struct.unpack_from("<I", rest)[0]
    return rich_of(text, [struct.unpack_from("<HH", rest, 4 + 4 * i) for i in range(count)], fonts)


def _styles(content: bytes) -> tuple[Styles, list[Font]]:
    codes: dict[int, str] = {}
    fonts: list[Font] = []
    letters: list[str | None] = []
    behind: list[str | None] = []
    looks: list[bool] = []
    cells: list[tuple[int, int]] = []
    fills: list[int] = []
    is_cells = False
    for kind, data in _records(content):
        if kind == FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = _string(data[2:])[0]
        elif kind == FONT:
            fonts.append(Font.of(data[2], data[6]))
            colour = _colour(data[12:20]) if len(data) >= 20 else BLACK
            is_tiny = struct.unpack_from("<H", data)[0] <= SMALLEST * TWIPS
            letters.append(TINY if is_tiny else colour)
        elif kind == FILL:
            solid = struct.unpack_from("<I", data)[0]
            behind.append(WHITE if not solid else _colour(data[4:12]) if solid == 1 else None)
        elif kind == LOOK:
            looks.append(_is_struck_look(data))
        elif kind in (STYLES, STYLES_END):
            is_cells = kind == STYLES
        elif kind == STYLE and is_cells:
            cells.append(struct.unpack_from("<HH", data, 2))
            fills.append(struct.unpack_from("<H", data, 6)[0])
    styles = styles_of(cells, codes, [font.is_struck for font in fonts])
    unseen = unseen_of([font for _, font in cells], fills, letters, behind)
    struck_looks = frozenset(i for i, is_struck in enumerate(looks) if is_struck)
    return styles._replace(unseen=unseen, struck_looks=struck_looks), fonts


def _colour(data: bytes) -> str | None:
    """A colour by its kind: of the palette, in red, green and blue, or of the theme."""
    kind, index, tint = data[0] >> 1, data[1], struct.unpack_from("<h", data, 2)[0]
    if kind == 1:
        return of_palette(index)
    if kind == 2:
        return data[4:7].hex().upper()
    return of_theme(index, tint / 32767) if kind == 3 else BLACK


def _is_struck_look(data: bytes) -> bool:
    """Whether a conditional format's look strikes through: one of its properties says so."""
    count, at = struct.unpack_from("<H", data, 4)[0], 6
    for _ in range(count):
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == STRIKE:
            return bool(data[at + 4])
        at += max(size, 4)
    return False


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        kind, at = content[at], at + 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | (content[at] & 0x7F) << 7, at + 1
        size = 0
        for i in range(4):
            byte, at = content[at], at + 1
            size |= (byte & 0x7F) << 7 * i
            if not byte & 0x80:
                break
        yield kind, content[at : at + size]
        at += size


def _string(data: bytes) -> tuple[str, bytes]:
    size = struct.unpack_from("<I", data)[0]
    if size == 0xFFFFFFFF:  # none at all
        return "", data[4:]
    end = 4 + 2 * size
    return data[4:end].decode("utf-16-le"), data[end:]


def notes_of_sheet(content: bytes, book: Book) -> Notes:
    notes, row = Notes(merged=[]), 0
    has_styles, ranges = book.styles.tell, list[Range]()
    for kind, data in _records(content):
        if kind == ROW:
            row = struct.unpack_from("<I", data)[0]
            if len(data) > 11 and data[11] & 0x10:
                notes.hidden_rows.add(row)
        elif kind in (CELL_ERROR, FORMULA_ERROR):
            column = struct.unpack_from("<I", data)[0]
            notes.broken[(row, column)] = _ERRORS.get(data[8], "#N/A")
        elif kind == FORMULA_NUMBER:
            is_zero, packed = struct.unpack_from("<d", data, 8)[0] == 0, data[22:]
            notes.has_results |= not (is_zero and packed[:1] == SHARED)
            if is_zero:
                column, size = (struct.unpack_from("<I", data, at)[0] for at in (0, 18))
                notes.zeros[(row, column)] = formula_text(packed[:size], wide=True)
        elif kind == MERGE and notes.merged is not None:
            r1, r2, c1, c2 = struct.unpack_from("<IIII", data)
            notes.merged.append((r1, c1, r2, c2))
        elif kind == COLUMN:
            first, last, width = struct.unpack_from("<III", data)
            if data[16] & 1 or width == 0:
                notes.hidden_columns.update(range(first, min(last, 16_383) + 1))
        elif kind == FILTER_COLUMN:
            notes.filtered = True
        elif kind == CONDITIONAL:
            count = struct.unpack_from("<I", data, 8)[0]
            places = (struct.unpack_from("<IIII", data, 12 + 16 * i) for i in range(count))
            ranges = [(r1, c1, r2, c2) for r1, r2, c1, c2 in places]
        elif kind == CONDITION and struct.unpack_from("<I", data, 8)[0] in book.styles.struck_looks:
            notes.may_be_struck += ranges
        elif kind == PRINTED:
            notes.remarks += _printed(data)
        if kind in CELLS and (has_styles or kind == SHARED_TEXT):
            _note_cell(notes, row, kind, data, book)
    return notes


def _note_cell(notes: Notes, row: int, kind: int, data: bytes, book: Book) -> None:
    column, style = struct.unpack_from("<II", data)
    place, style = (row, column), style & 0xFFFFFF
    book.styles.note(notes, place, style)
    if kind == SHARED_TEXT and book.strings:
        found = book.strings.get(struct.unpack_from("<I", data, 8)[0])
        if found:
            rich.note(notes, place, found)


def _printed(data: bytes) -> Iterator[Remark]:
    """The headers and footers of odd, even and first pages."""
    rest = data[2:]
    for kind in (HEADER, FOOTER) * 3:
        text, rest = _string(rest)
        if text:
            yield Remark(kind, without_codes(text))


def _comments(content: bytes) -> Iterator[Remark]:
    row = column = 0
    for kind, data in _records(content):
        if kind == COMMENT_AT:
            row, _, column = struct.unpack_from("<III", data, 4)
        elif kind == COMMENT_TEXT:
            yield Remark(COMMENT, _string(data[1:])[0], row, column)
