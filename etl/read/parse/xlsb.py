"""Reads from an xlsb what calamine does not tell: error cells and merges."""

import posixpath
import struct
from collections.abc import Iterator
from xml.etree import ElementTree

from etl.read.parse.parts import Parts
from etl.read.parse.raw import BadPartError, Notes

ROW, CELL_ERROR, FORMULA_ERROR, SHEET, PROPERTIES, MERGE = 0, 3, 11, 156, 153, 176
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}


def notes_of_sheets(parts: Parts) -> tuple[dict[str, Notes], bool]:
    """Notes by sheet name, and whether the workbook counts its days from 1904."""
    rels = ElementTree.fromstring(parts.xml("xl/_rels/workbook.bin.rels"))
    targets = {rel.get("Id"): rel.get("Target") or "" for rel in rels}
    notes: dict[str, Notes] = {}
    date1904 = False
    try:
        for kind, data in _records(parts.read("xl/workbook.bin")):
            if kind == PROPERTIES:
                date1904 = bool(data[0] & 1)
            if kind == SHEET:
                key, rest = _string(data[8:])
                name, _ = _string(rest)
                target = targets.get(key, "")
                path = posixpath.normpath(posixpath.join("xl", target)).removeprefix("/")
                if "worksheets/" in target:
                    notes[name] = _notes(parts.read(path))
    except (struct.error, IndexError, UnicodeDecodeError):
        raise BadPartError("workbook.bin") from None
    parts.check({"xl/_rels/workbook.bin.rels"})
    return notes, date1904


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
    end = 4 + 2 * struct.unpack_from("<I", data)[0]
    return data[4:end].decode("utf-16-le"), data[end:]


def _notes(content: bytes) -> Notes:
    notes, row = Notes(merged=[]), 0
    for kind, data in _records(content):
        if kind == ROW:
            row = struct.unpack_from("<I", data)[0]
        elif kind in (CELL_ERROR, FORMULA_ERROR):
            column = struct.unpack_from("<I", data)[0]
            notes.broken[(row, column)] = _ERRORS.get(data[8], "#N/A")
        elif kind == MERGE and notes.merged is not None:
            r1, r2, c1, c2 = struct.unpack_from("<IIII", data)
            notes.merged.append((r1, c1, r2, c2))
    return notes
