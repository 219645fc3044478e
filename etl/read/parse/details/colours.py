"""Colours of letters and of what is behind them: white on white, or a dot high, nobody sees."""

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

WHITE, BLACK = "FFFFFF", "000000"
# The first colours of a workbook's theme as Excel counts them, and of its old palette.
THEME = {0: WHITE, 1: BLACK}
INDEXED = {
    **{0: BLACK, 1: WHITE, 2: "FF0000", 3: "00FF00", 4: "0000FF", 5: "FFFF00", 6: "FF00FF"},
    **{8: BLACK, 9: WHITE, 10: "FF0000", 11: "00FF00", 12: "0000FF", 13: "FFFF00", 14: "FF00FF"},
    **{64: BLACK, 65: WHITE},
}
# how far two colours may be apart, in each of red, green and blue, and still look like one
NEAR = 16
# letters of so few points are a mere line, whatever their colour
SMALLEST, TINY = 2.0, "tiny"
TWIPS = 20  # of a point


def are_alike(letters: str | None, behind: str | None) -> bool:
    """Whether letters cannot be told from what is behind them; None is a colour nobody knows."""
    if letters == TINY:
        return True
    if letters is None or behind is None:
        return False
    if len(letters) != 6 or len(behind) != 6:
        return letters == behind
    pairs = zip(_channels(letters), _channels(behind), strict=True)
    return all(abs(one - two) <= NEAR for one, two in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (0, 2, 4))


def colour_of(attributes: Mapping[str, str]) -> str | None:
    """Of <color rgb="FFFF0000"/>, <color theme="4" tint="0.8"/>, <color indexed="9"/>."""
    if rgb := attributes.get("rgb"):
        return _hexadecimal(rgb[-6:])
    if "theme" in attributes:
        return of_theme(int(attributes["theme"]), float(attributes.get("tint") or 0))
    if "indexed" in attributes:
        return of_palette(int(attributes["indexed"]))
    return None


def of_theme(number: int, tint: float) -> str:
    """The theme's own where it is known; another is named, to be compared with itself."""
    known = THEME.get(number) if not tint else None
    return known or f"theme {number} {tint:.4f}"


def of_palette(number: int) -> str:
    return INDEXED.get(number, f"indexed {number}")


def _hexadecimal(text: str) -> str | None:
    return text.upper() if len(text) == 6 and not text.strip("0123456789abcdefABCDEF") else None


def letters_of(font: ElementTree.Element) -> str | None:
    """The colour of a font; black where it says none, `TINY` whatever it is of letters so small."""
    sizes = [part.get("val") for part in font if part.tag.rpartition("}")[2] == "sz"]
    if sizes and float(sizes[0] or 11) <= SMALLEST:
        return TINY
    colours = [part.attrib for part in font if part.tag.rpartition("}")[2] == "color"]
    return colour_of(colours[0]) if colours and not colours[0].get("auto") else BLACK


def behind_of(fill: ElementTree.Element) -> str | None:
    """The colour of a fill: white where it has none, None where it is a pattern."""
    for part in fill:
        if part.tag.rpartition("}")[2] != "patternFill":
            return None
        kind = part.get("patternType") or "none"
        if kind == "none":
            return WHITE
        if kind == "solid":
            fore = [c.attrib for c in part if c.tag.rpartition("}")[2] == "fgColor"]
            return colour_of(fore[0]) if fore else None
        return None
    return WHITE


def of_words(text: Any) -> str | None:
    """An ods's colour: #ffffff, transparent."""
    if not isinstance(text, str):
        return None
    return WHITE if text == "transparent" else _hexadecimal(text.removeprefix("#"))


def is_tiny(size: str) -> bool:
    """Of an ods's size of letters: 1pt; not 10pt, 80%."""
    number = size.removesuffix("pt")
    return number != size and number.replace(".", "", 1).isdigit() and float(number) <= SMALLEST
