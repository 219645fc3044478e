"""Conditional formats that strike through: which cells they may be drawn on."""

import re
from collections.abc import Iterator

Range = tuple[int, int, int, int]  # first row, first column, last row, last column
MOST_RANGES = 500
# A conditional format, old or new: <conditionalFormatting sqref="A3:D9">…</conditionalFormatting>.
_FORMAT = re.compile(rb"<(?:[\w.-]+:)?conditionalFormatting\b([^>]*)>")
# The cells it is for: sqref="A3:D9 F3:F9", <xm:sqref>A3:D9</xm:sqref>.
_CELLS = re.compile(rb"""\ssqref\s*=\s*["']([^"']{1,20000})["']""")
_INNER_CELLS = re.compile(rb"<(?:[\w.-]+:)?sqref>([^<]{1,20000})<")
# The look that one of its rules gives: dxfId="2".
_LOOK = re.compile(rb"""\sdxfId\s*=\s*["'](\d{1,6})["']""")
# A font that strikes through, written in the rule itself: <strike/>, not <strike val="0"/>.
_STRIKE = re.compile(rb"""<(?:[\w.-]+:)?d?strike(?:\s+val\s*=\s*["'](?:1|true)["'])?\s*/?>""")
# A range of cells: A3:D9, $A$3.
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


def struck_ranges(xml: bytes, struck: frozenset[int]) -> list[Range]:
    """The cells of an xlsx's sheet that a rule may strike through; `struck` are such looks."""
    ranges: list[Range] = []
    for match in _FORMAT.finditer(xml):
        end = xml.find(b"conditionalFormatting>", match.end())
        inner = xml[match.end() : end if end > 0 else match.end()]
        strikes = any(int(look) in struck for look in _LOOK.findall(inner))
        if strikes or _STRIKE.search(inner):
            cells = _CELLS.search(match[1]) or _INNER_CELLS.search(inner)
            ranges += ranges_in(cells[1].decode("ascii", "replace")) if cells else ()
    return ranges[:MOST_RANGES]


def ranges_in(text: str) -> Iterator[Range]:
    """A3:D9 F3 as rows and columns from 0."""
    for left, top, right, bottom in _RANGE.findall(text):
        rows = sorted((int(top) - 1, int(bottom or top) - 1))
        columns = sorted((_number(left), _number(right or left)))
        yield rows[0], columns[0], rows[1], columns[1]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
