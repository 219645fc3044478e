"""What an xlsx's cell styles say of a cell: its number format, and whether it is struck through."""

from typing import NamedTuple
from xml.etree import ElementTree

from etl.read.parse.formats import PERCENT, PERCENT_IDS, Section, read_format


class Styles(NamedTuple):
    """By the index of a cell style: formats that say more than the number, and struck fonts."""

    formats: dict[int, tuple[Section, ...]]
    struck: frozenset[int] = frozenset()


def read_styles(xml: bytes) -> Styles:
    root = ElementTree.fromstring(xml)
    codes: dict[int, str] = {}
    fonts: list[bool] = []
    cells: list[tuple[int, int]] = []
    for element in root.iter():
        tag = local(element.tag)
        if tag == "numFmt":
            codes[int(element.get("numFmtId") or 0)] = element.get("formatCode") or ""
        elif tag == "fonts":
            fonts = [any(is_struck(part) for part in font) for font in element]
        elif tag == "cellXfs":
            cells = [(int(x.get("numFmtId") or 0), int(x.get("fontId") or 0)) for x in element]
    return styles_of(cells, codes, fonts)


def styles_of(cells: list[tuple[int, int]], codes: dict[int, str], fonts: list[bool]) -> Styles:
    """From each cell style's format and font, the formats' codes, and which fonts are struck."""
    formats = ((i, format_of(number, codes)) for i, (number, _) in enumerate(cells))
    struck = (i for i, (_, font) in enumerate(cells) if font < len(fonts) and fonts[font])
    return Styles({i: found for i, found in formats if found}, frozenset(struck))


def format_of(number: int, codes: dict[int, str]) -> tuple[Section, ...] | None:
    if number in codes:
        return read_format(codes[number])
    return read_format(PERCENT) if number in PERCENT_IDS else None


def is_struck(element: ElementTree.Element) -> bool:
    """Whether a font, or a run of a rich text, has this for a part: <strike/>, <dstrike/>."""
    return local(element.tag) in ("strike", "dstrike") and is_on(element)


def is_on(element: ElementTree.Element) -> bool:
    value = next((v for k, v in element.attrib.items() if local(k) == "val"), "1")
    return value not in ("0", "false")


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
