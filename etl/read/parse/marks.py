"""What an xlsx sheet hides, and where the cells stand that do not say so themselves."""

import re
from collections.abc import Iterator

from etl.read.parse.raw import BadPartError, Notes
from etl.read.parse.styles import column_number

# A row's number: r="12".
_ROW = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""")
# A column's first and last number, and its width: min="7" max="7" width="0".
_SPAN = re.compile(rb"""\s(min|max|width)\s*=\s*["']([\d.]{1,12})["']""")
# hidden="1" or hidden="true".
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
# A row of no height, or of less than a point: ht="0", ht="0.75".
_FLAT = re.compile(rb"""\sht\s*=\s*["'](?:0(?:\.\d*)?|\.\d+)["']""")
MOST_COLUMNS = 16_384
LEAST_WIDTH = 0.4  # of a column, in characters: less shows no digit


class NoReferenceError(BadPartError):
    """A cell does not say where it stands."""


def note_hidden(xml: bytes, prefix: bytes, notes: Notes) -> None:
    start = max(xml.find(b"<%bsheetData" % prefix), 0)
    _note_columns(xml[:start], prefix, notes)
    for mark, look in ((b" hidden=", _HIDDEN), (b" ht=", _FLAT)):
        for tag in _rows_with(xml, prefix, start, mark, look):
            found = _ROW.search(tag)
            if found is None:
                raise NoReferenceError("row without a reference")
            notes.hidden_rows.add(int(found[1]) - 1)
    notes.filtered = b"<%bfilterColumn" % prefix in xml


def _rows_with(
    xml: bytes, prefix: bytes, start: int, mark: bytes, look: re.Pattern[bytes]
) -> Iterator[bytes]:
    """The start tags of rows with an attribute; a plain search first, as most sheets have none."""
    at = xml.find(mark, start)
    while at >= 0:
        end = xml.find(b">", at)
        if look.match(xml, at, end):
            opened = xml.rfind(b"<", 0, at)
            if xml.startswith(b"<%brow " % prefix, opened):
                yield xml[opened:end]
        at = xml.find(mark, max(end, at + 1))


def _note_columns(head: bytes, prefix: bytes, notes: Notes) -> None:
    for part in head.split(b"<%bcol " % prefix)[1:]:
        tag = b" " + part[: part.find(b">")]
        span = {name: float(value) for name, value in _SPAN.findall(tag)}
        if _HIDDEN.search(tag) or span.get(b"width", 1) < LEAST_WIDTH:
            first, last = int(span.get(b"min", 1)), int(span.get(b"max", 0))
            notes.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))


def with_references(xml: bytes, prefix: bytes) -> bytes:
    """The sheet with r="…" in each row and cell, counted as Excel does."""
    # The start tag of a row or of a cell: <row r="4" spans="1:3">, <c>.
    tags = re.compile(rb"<(%brow|%bc)(?=[\s/>])([^>]*)" % (prefix, prefix))
    # Where it stands, if it says so: r="4", r="AB4".
    stands = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']""")
    row = column = -1

    def named(match: re.Match[bytes]) -> bytes:
        nonlocal row, column
        own = stands.search(match[2])
        if match[1].endswith(b"row"):
            row, column = (int(own[2]) - 1 if own else row + 1), -1
            place = b"%d" % (row + 1)
        else:
            column = column_number(own[1].decode()) if own else column + 1
            place = b"%b%d" % (_letters(column), row + 1)
        return match[0] if own else b'<%b r="%b"%b' % (match[1], place, match[2])

    return tags.sub(named, xml)


def _letters(column: int) -> bytes:
    letters, number = b"", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters
