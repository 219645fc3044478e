"""How much room a text takes on a slide, so that none overflows: points, and widths in inches."""

from collections.abc import Sequence
from math import ceil

from kpi.words.statuses import STATUSES

POINTS_PER_INCH = 72
LINE = 1.32  # height of a line to the size of its letters, as LibreOffice and PowerPoint draw it
MARGIN = 0.12  # left and right of a cell's text, together
SHAPES = {status.shape for status in STATUSES.values()} - {"–"}
BREAKS = "：，；、。"  # after which a title may go on in the next line
SHAPE_MORE = 5  # points by which a shape that has a line to itself is larger


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
    more = SHAPE_MORE if any(c.split("\n")[0] in SHAPES for c in cells) else 0
    return (most * LINE * size + 5 + LINE * more) / POINTS_PER_INCH


def pages(
    rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, room: float
) -> list[list[Sequence[str]]]:
    """The rows in groups that fit into the room under a header; at least one row in each.

    No more groups than must be, and none left nearly empty that could share with the others.
    """
    heights = [row_height(row, widths, size) for row in rows]
    line = row_height(["一"], [9.0], size)
    room -= line
    ends = _ends(heights, room)
    while room > line and len(tighter := _ends(heights, room - line)) == len(ends):
        ends, room = tighter, room - line
    return [list(rows[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _ends(heights: Sequence[float], room: float) -> list[int]:
    """Where each group ends when every one takes as many rows as find room."""
    ends: list[int] = []
    left = 0.0
    for number, height in enumerate(heights):
        if not ends or height > left:
            ends.append(number)
            left = room
        left -= height
    return [*ends[1:], len(heights)] if ends else []


def balanced(title: str, room: float) -> str:
    """A title that needs two lines, broken after a phrase and not inside one; \\v breaks a line."""
    if em(title) <= room:
        return title
    ends = [n for n, c in enumerate(title, start=1) if c in BREAKS and n < len(title)]
    fitting = [n for n in ends if max(em(title[:n]), em(title[n:])) <= room]
    if not fitting:
        return title
    best = min(fitting, key=lambda n: abs(em(title[:n]) - em(title[n:])))
    return f"{title[:best]}\v{title[best:]}"


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


def broken(name: str, letters: int) -> str:
    """江川路街道 in two lines, before what it is: 街道, 工业区, 小组."""
    if len(name) <= letters:
        return name
    kind = next((k for k in ("工业区", "街道") if name.endswith(k)), name[-2:])
    return f"{name.removesuffix(kind)}\n{kind}"
