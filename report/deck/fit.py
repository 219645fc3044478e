"""How much room a text takes on a slide, so that none overflows: points, and widths in inches."""

from collections.abc import Sequence
from math import ceil

POINTS_PER_INCH = 72
LINE = 1.32  # height of a line to the size of its letters, as LibreOffice and PowerPoint draw it
MARGIN = 0.12  # left and right of a cell's text, together


def em(text: str) -> float:
    """A text's width in letters: Chinese ones are as wide as high, others about half."""
    return sum(1.0 if ord(c) > 0x2000 else 0.58 for c in text)


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a cell of a width."""
    room = max(1.0, (width - MARGIN) * POINTS_PER_INCH / size)
    return sum(max(1, ceil(em(part) / room)) for part in text.split("\n"))


def row_height(cells: Sequence[str], widths: Sequence[float], size: float) -> float:
    """Inches that a table's row needs."""
    most = max(lines_of(c, w, size) for c, w in zip(cells, widths, strict=True))
    return (most * LINE * size + 5) / POINTS_PER_INCH


def pages(
    rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, room: float
) -> list[list[Sequence[str]]]:
    """The rows in groups that fit into the room under a header; at least one row in each."""
    found: list[list[Sequence[str]]] = []
    left = 0.0
    for row in rows:
        height = row_height(row, widths, size)
        if not found or height > left:
            found.append([])
            left = room - row_height(["一"], [9.0], size)
        found[-1].append(row)
        left -= height
    return found


def shorten(text: str, letters: float) -> str:
    """A text of at most so many letters, with … where it was cut."""
    if em(text) <= letters:
        return text
    kept = ""
    for c in text:
        if em(kept + c) > letters - 1:
            break
        kept += c
    return f"{kept}…"
