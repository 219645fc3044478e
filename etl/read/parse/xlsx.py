"""Reads from a sheet's XML what calamine does not tell: broken cells, number formats, marks."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from etl.read.parse import rich
from etl.read.parse.details.conditions import struck_ranges
from etl.read.parse.marks import NoReferenceError, note_hidden, with_references
from etl.read.parse.parts import Parts
from etl.read.parse.raw import BadPartError, Notes
from etl.read.parse.remarks import remarks_of_sheet
from etl.read.parse.styles import Styles, column_number, local, read_styles

_WORKBOOK = "xl/workbook.xml"
# The root of a sheet's XML and its prefix: <worksheet, <x:worksheet.
_ROOT = re.compile(rb"<(?:([\w.-]+):)?worksheet\b")
# Where a cell stands: r="AB12".
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
# What stands before the "e" of an error cell: t= of t="e".
_BEFORE_ERROR = re.compile(rb"\st\s*=\s*$")
# A cell whose formula gives a text: t="str".
_IS_TEXT = re.compile(rb"""\st\s*=\s*["']str["']""")


# What a formula gave that is being calculated anew when the book is opened: 0, 0.0.
_ZERO = re.compile(rb"-?0(?:\.0*)?")


class Book(NamedTuple):
    """What holds for all sheets of a workbook."""

    styles: Styles
    strings: dict[int, rich.Rich]
    is_recalculated: bool


def notes_of_sheets(parts: Parts) -> tuple[dict[str, Notes], bool]:
    """Notes by sheet name, and whether the workbook counts its days from 1904."""
    root = ElementTree.fromstring(parts.xml(_WORKBOOK))
    book = _book(root, parts)
    notes: dict[str, Notes] = {}
    known: dict[str, Notes] = {}
    for name, part in _sheet_parts(root, parts).items():
        if part not in known:
            xml = parts.xml(part)
            known[part] = notes[name] = notes_of_sheet(xml, book)
            known[part].remarks = remarks_of_sheet(parts, part, xml)
    parts.check()
    return notes, _date1904(root)


def _book(root: ElementTree.Element, parts: Parts) -> Book:
    styles, strings = Styles({}), dict[int, rich.Rich]()
    if "xl/styles.xml" in parts.names():
        styles = read_styles(parts.xml("xl/styles.xml"))
    if "xl/sharedStrings.xml" in parts.names():
        strings = rich.rich_strings(parts.xml("xl/sharedStrings.xml"), bool(styles.struck))
    flags = (e.get("fullCalcOnLoad") for e in root.iter() if local(e.tag) == "calcPr")
    return Book(styles, strings, any(flag in ("1", "true") for flag in flags))


def _sheet_parts(book: ElementTree.Element, parts: Parts) -> dict[str, str]:
    """The part of each sheet; raises BadPartError where one is not there."""
    rels = ElementTree.fromstring(parts.xml("xl/_rels/workbook.xml.rels"))
    targets = {rel.get("Id"): (rel.get("Target") or "", rel.get("Type") or "") for rel in rels}
    paths: dict[str, str] = {}
    for sheet in (e for e in book.iter() if local(e.tag) == "sheet"):
        key = next((v for k, v in sheet.attrib.items() if local(k) == "id"), None)
        target, kind = targets.get(key, ("", ""))
        if kind.endswith("/worksheet"):
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            paths[sheet.get("name") or ""] = posixpath.normpath(path)
    if not set(paths.values()) <= set(parts.names()):
        raise BadPartError(_WORKBOOK)
    return paths


def _date1904(book: ElementTree.Element) -> bool:
    flags = (e.get("date1904") for e in book.iter() if local(e.tag) == "workbookPr")
    return any(flag in ("1", "true") for flag in flags)


def notes_of_sheet(xml: bytes, book: Book) -> Notes:
    """Formulas that were never calculated, error cells, numbers shown as another, marks."""
    root = _ROOT.search(xml[:10_000])
    if root is None:
        raise BadPartError("worksheet")
    prefix = root[1] + b":" if root[1] else b""
    try:
        return _notes(xml, prefix, book)
    except NoReferenceError:
        return _notes(with_references(xml, prefix), prefix, book)


def _notes(xml: bytes, prefix: bytes, book: Book) -> Notes:
    notes = Notes()
    _note_formulas(xml, prefix, notes, book.is_recalculated)
    _note_errors(xml, prefix, notes)
    _note_styles(xml, prefix, book.styles, notes)
    _note_rich(xml, prefix, book.strings, notes)
    note_hidden(xml, prefix, notes)
    if b"conditionalFormatting" in xml:
        notes.may_be_struck = struck_ranges(xml, book.styles.struck_looks)
    return notes


def _note_formulas(xml: bytes, prefix: bytes, notes: Notes, is_recalculated: bool) -> None:
    # A formula and the value behind it: <f>SUM(A1:A3)</f><v>6</v>, <f/>.
    pattern = re.compile(
        rb"<%bf(?:\s[^<>]*?)?(?:/>|>([^<]*)</%bf\s*>)\s*(?:<%bv(?:\s[^<>]*)?>([^<]*)</%bv\s*>)?"
        % (prefix, prefix, prefix, prefix)
    )
    count, notes.has_results = 0, not is_recalculated
    for match in pattern.finditer(xml):
        count += 1
        if match[2]:
            _note_zero(xml, prefix, match, notes)
            continue
        tag, place = _cell_before(xml, prefix, match.start())
        # A formula that gave an empty text has been calculated.
        if not (match[2] == b"" and _IS_TEXT.search(tag)):
            notes.broken[place] = "=" + _text(match[1] or b"")
    # A formula's opening tag, whatever follows: <f>, <f t="shared", <f/.
    if count != sum(1 for _ in re.finditer(rb"<%bf[\s/>]" % prefix, xml)):
        raise BadPartError("formula")


def _note_zero(xml: bytes, prefix: bytes, match: re.Match[bytes], notes: Notes) -> None:
    """Some programs save 0 with every formula, and leave it to Excel to calculate."""
    if _ZERO.fullmatch(match[2]):
        _, place = _cell_before(xml, prefix, match.start())
        notes.zeros[place] = _text(match[1] or b"")
    else:
        notes.has_results = True


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


def _note_styles(xml: bytes, prefix: bytes, styles: Styles, notes: Notes) -> None:
    wanted = sorted({*styles.formats, *styles.struck, *styles.unseen})
    if not wanted:
        return
    numbers = b"|".join(str(i).encode() for i in wanted)
    # A cell that closes itself holds nothing.
    # A start tag's end from one of the styles on: s="3" t="n">.
    for match in re.finditer(rb"""\ss\s*=\s*["'](%b)["'][^<>/]{0,200}>""" % numbers, xml):
        start = xml.rfind(b"<", 0, match.start())
        if xml.startswith(b"<%bc " % prefix, start):
            place = _cell_before(xml, prefix, match.end())[1]
            styles.note(notes, place, int(match[1]))


def _note_rich(xml: bytes, prefix: bytes, strings: dict[int, rich.Rich], notes: Notes) -> None:
    """Texts with runs that are struck or raised: shared ones, and those written in the cell."""
    if strings:
        # A cell that holds a shared text: t="s"><v>12</v>.
        shared = re.compile(rb"""\st\s*=\s*["']s["'][^<>]{0,200}>\s*<%bv>(\d{1,9})</""" % prefix)
        for match in shared.finditer(xml):
            if found := strings.get(int(match[1])):
                rich.note(notes, _cell_before(xml, prefix, match.end())[1], found)
    if any(mark in xml for mark in rich.MARKS):
        _note_inline(xml, prefix, notes)


def _note_inline(xml: bytes, prefix: bytes, notes: Notes) -> None:
    end = -1
    # A run's look in a cell: <strike/>, <vertAlign val="superscript"/>.
    for match in re.finditer(rb"<%b(?:d?strike|vertAlign)\b" % prefix, xml):
        if match.start() < end:
            continue
        start = xml.rfind(b"<%bis>" % prefix, 0, match.start())
        end = xml.find(b"</%bis>" % prefix, match.end())
        if 0 <= start < end:
            # ElementTree wants the prefix of a part to be declared.
            inner = xml[start + len(prefix) + 4 : end].replace(b"<" + prefix, b"<")
            element = ElementTree.fromstring(b"<is>%b</is>" % inner.replace(b"</" + prefix, b"</"))
            rich.note(notes, _cell_before(xml, prefix, start)[1], rich.rich_element(element))


def _cell_before(xml: bytes, prefix: bytes, position: int) -> tuple[bytes, tuple[int, int]]:
    """The start tag of the cell that a position is in, and its row and column."""
    start = xml.rfind(b"<%bc " % prefix, 0, position)
    start = max(start, xml.rfind(b"<%bc>" % prefix, max(start, 0), position))
    tag = xml[start : xml.find(b">", start)] if start >= 0 else b""
    match = _REFERENCE.search(tag)
    if match is None:
        raise NoReferenceError("cell without a reference")
    return tag, (int(match[2]) - 1, column_number(match[1].decode()))


def _text(xml: bytes) -> str:
    text = xml.decode("utf-8", "replace")
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        text = text.replace(f"&{name};", sign)
    return text[:200]
