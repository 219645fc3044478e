"""Reads from a sheet's XML what calamine does not tell: broken cells, number formats."""

import posixpath
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from etl.read.parse.formats import units_of_styles
from etl.read.parse.parts import Parts
from etl.read.parse.raw import BadPartError, Notes

_WORKBOOK = "xl/workbook.xml"
# The root of a sheet's XML and its prefix: <worksheet, <x:worksheet.
_ROOT = re.compile(rb"<(?:([\w.-]+):)?worksheet\b")
# Where a cell stands: r="AB12".
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
# What stands before the "e" of an error cell: t= of t="e".
_BEFORE_ERROR = re.compile(rb"\st\s*=\s*$")
# A cell whose formula gives a text: t="str".
_IS_TEXT = re.compile(rb"""\st\s*=\s*["']str["']""")


def notes_of_sheets(parts: Parts) -> tuple[dict[str, Notes], bool]:
    """Notes by sheet name, and whether the workbook counts its days from 1904."""
    book = ElementTree.fromstring(parts.xml(_WORKBOOK))
    parts_read = {_WORKBOOK}
    units: dict[int, str] = {}
    if "xl/styles.xml" in parts.names():
        units = units_of_styles(parts.xml("xl/styles.xml"))
        parts_read.add("xl/styles.xml")
    notes: dict[str, Notes] = {}
    for name, part in _sheet_parts(book, parts).items():
        if part not in parts_read:
            notes[name] = notes_of_sheet(parts.xml(part), units)
            parts_read.add(part)
    parts.check(parts_read)
    return notes, _date1904(book)


def _sheet_parts(book: ElementTree.Element, parts: Parts) -> dict[str, str]:
    """The part of each sheet; raises BadPartError where one is not there."""
    rels = ElementTree.fromstring(parts.xml("xl/_rels/workbook.xml.rels"))
    targets = {rel.get("Id"): (rel.get("Target") or "", rel.get("Type") or "") for rel in rels}
    paths: dict[str, str] = {}
    for sheet in (e for e in book.iter() if _local(e.tag) == "sheet"):
        key = next((v for k, v in sheet.attrib.items() if _local(k) == "id"), None)
        target, kind = targets.get(key, ("", ""))
        if kind.endswith("/worksheet"):
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            paths[sheet.get("name") or ""] = posixpath.normpath(path)
    if not set(paths.values()) <= set(parts.names()):
        raise BadPartError(_WORKBOOK)
    return paths


def _date1904(book: ElementTree.Element) -> bool:
    flags = (e.get("date1904") for e in book.iter() if _local(e.tag) == "workbookPr")
    return any(flag in ("1", "true") for flag in flags)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def notes_of_sheet(xml: bytes, units: dict[int, str]) -> Notes:
    """Formulas that were never calculated, error cells, and numbers shown with a unit."""
    root = _ROOT.search(xml[:10_000])
    if root is None:
        raise BadPartError("worksheet")
    prefix = root[1] + b":" if root[1] else b""
    notes = Notes()
    _note_formulas(xml, prefix, notes)
    _note_errors(xml, prefix, notes)
    if units:
        _note_units(xml, prefix, units, notes)
    return notes


def _note_formulas(xml: bytes, prefix: bytes, notes: Notes) -> None:
    # A formula and the value behind it: <f>SUM(A1:A3)</f><v>6</v>, <f/>.
    pattern = re.compile(
        rb"<%bf(?:\s[^<>]*?)?(?:/>|>([^<]*)</%bf\s*>)\s*(?:<%bv(?:\s[^<>]*)?>([^<]*)</%bv\s*>)?"
        % (prefix, prefix, prefix, prefix)
    )
    count = 0
    for match in pattern.finditer(xml):
        count += 1
        if match[2]:
            continue
        tag, place = _cell_before(xml, prefix, match.start())
        # A formula that gave an empty text has been calculated.
        if not (match[2] == b"" and _IS_TEXT.search(tag)):
            notes.broken[place] = "=" + _text(match[1] or b"")
    # A formula's opening tag, whatever follows: <f>, <f t="shared", <f/.
    if count != sum(1 for _ in re.finditer(rb"<%bf[\s/>]" % prefix, xml)):
        raise BadPartError("formula")


def _note_errors(xml: bytes, prefix: bytes, notes: Notes) -> None:
    # A cell's value: <v>#DIV/0!</v>.
    value = re.compile(rb"<%bv(?:\s[^<>]*)?>([^<]*)<" % prefix)
    for place in _type_errors(xml):
        start = xml.rfind(b"<", 0, place)
        if not xml.startswith(b"<%bc " % prefix, start):
            continue
        end = xml.find(b"</%bc" % prefix, start)
        match = value.search(xml, start, end) if end > 0 else None
        notes.broken[_cell_before(xml, prefix, place)[1]] = _text(match[1]) if match else "#N/A"


def _type_errors(xml: bytes) -> Iterator[int]:
    """Where an attribute t="e" stands; a plain search first, as most sheets have none."""
    for quoted in (b'"e"', b"'e'"):
        at = xml.find(quoted)
        while at >= 0:
            if _BEFORE_ERROR.search(xml, max(at - 10, 0), at):
                yield at
            at = xml.find(quoted, at + 1)


def _note_units(xml: bytes, prefix: bytes, units: dict[int, str], notes: Notes) -> None:
    styles = b"|".join(str(i).encode() for i in units)
    # A cell that closes itself holds nothing.
    # A start tag's end from one of the styles on: s="3" t="n">.
    for match in re.finditer(rb"""\ss\s*=\s*["'](%b)["'][^<>/]{0,200}>""" % styles, xml):
        start = xml.rfind(b"<", 0, match.start())
        if xml.startswith(b"<%bc " % prefix, start):
            place = _cell_before(xml, prefix, match.end())[1]
            notes.shown_as[place] = units[int(match[1])]


def _cell_before(xml: bytes, prefix: bytes, position: int) -> tuple[bytes, tuple[int, int]]:
    """The start tag of the cell that a position is in, and its row and column."""
    start = xml.rfind(b"<%bc " % prefix, 0, position)
    tag = xml[start : xml.find(b">", start)] if start >= 0 else b""
    match = _REFERENCE.search(tag)
    if match is None:
        raise BadPartError("cell without a reference")
    return tag, (int(match[2]) - 1, column_number(match[1].decode()))


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _text(xml: bytes) -> str:
    text = xml.decode("utf-8", "replace")
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        text = text.replace(f"&{name};", sign)
    return text[:200]
