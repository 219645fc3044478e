"""What an xlsx's cell styles say of a cell: its number format, and whether it is struck through."""

from typing import NamedTuple
from xml.etree import ElementTree

from etl.read.parse.details.colours import are_alike, behind_of, letters_of
from etl.read.parse.formats import PERCENT, PERCENT_IDS, Section, read_format
from etl.read.parse.raw import Notes


class Styles(NamedTuple):
    """By the index of a cell style: formats that say more than the number, struck fonts, and
    letters in the colour of what is behind them; `struck_looks`: of a conditional format's looks.
    """

    formats: dict[int, tuple[Section, ...]]
    struck: frozenset[int] = frozenset()
    unseen: frozenset[int] = frozenset()
    struck_looks: frozenset[int] = frozenset()

    @property
    def tell(self) -> bool:
        """Whether any style says more than that a cell is there."""
        return bool(self.formats or self.struck or self.unseen)

    def note(self, notes: Notes, place: tuple[int, int], style: int) -> None:
        """What a cell's style says of it."""
        if style in self.formats:
            notes.shown_as[place] = self.formats[style]
        if style in self.struck:
            notes.struck.add(place)
        if style in self.unseen:
            notes.unseen.add(place)


def read_styles(xml: bytes) -> Styles:
    root = ElementTree.fromstring(xml)
    codes: dict[int, str] = {}
    fonts: list[bool] = []
    letters: list[str | None] = []
    behind: list[str | None] = []
    cells: list[tuple[int, int]] = []
    fills: list[int] = []
    looks: list[bool] = []
    for element in root.iter():
        tag = local(element.tag)
        if tag == "numFmt":
            codes[int(element.get("numFmtId") or 0)] = element.get("formatCode") or ""
        elif tag == "fonts":
            fonts = [any(is_struck(part) for part in font) for font in element]
            letters = [letters_of(font) for font in element]
        elif tag == "fills":
            behind = [behind_of(fill) for fill in element]
        elif tag == "dxfs":
            looks = [any(is_struck(part) for part in look.iter()) for look in element]
        elif tag == "cellXfs":
            cells = [(int(x.get("numFmtId") or 0), int(x.get("fontId") or 0)) for x in element]
            fills = [int(x.get("fillId") or 0) for x in element]
    styles = styles_of(cells, codes, fonts)
    unseen = unseen_of([font for _, font in cells], fills, letters, behind)
    struck_looks = frozenset(i for i, is_struck_look in enumerate(looks) if is_struck_look)
    return styles._replace(unseen=unseen, struck_looks=struck_looks)


def unseen_of(
    fonts: list[int], fills: list[int], letters: list[str | None], behind: list[str | None]
) -> frozenset[int]:
    """The cell styles, by their fonts and fills, whose letters look like what is behind them."""
    pairs = (
        (letters[f] if f < len(letters) else None, behind[b] if b < len(behind) else None)
        for f, b in zip(fonts, fills, strict=True)
    )
    return frozenset(i for i, pair in enumerate(pairs) if are_alike(*pair))


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
