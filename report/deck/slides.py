"""Parts of a slide: its title and notes, tables, and text in the meeting's fonts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from kpi.statuses import STATUSES
from report.deck.fit import lines_of, row_height, shorten
from report.theme import LIGHT

WIDTH, HEIGHT = 13.333, 7.5
LEFT, TOP, ROOM_WIDTH, ROOM_HEIGHT = 0.45, 1.45, 12.43, 5.45
FONT = "Noto Sans CJK SC"
TITLE_SIZE = 26


def presentation(template: Path | None = None) -> Any:
    """An empty deck of 16:9; with the look of a template where there is one."""
    deck = Presentation(str(template)) if template else Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    return deck


def add_slide(deck: Any, title: str, note: str) -> Any:
    """A slide with its finding as its title and the rule and source in its notes."""
    slide = deck.slides.add_slide(_title_only(deck))
    shape = slide.shapes.title
    shape.left, shape.top = Inches(LEFT), Inches(0.3)
    shape.width, shape.height = Inches(ROOM_WIDTH), Inches(1.05)
    size = TITLE_SIZE if lines_of(title, ROOM_WIDTH, TITLE_SIZE) <= 2 else 20
    room = 2 * ROOM_WIDTH * 72 / size - 2
    write(shape.text_frame, shorten(title, room), size, bold=True)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    slide.notes_slide.notes_text_frame.text = note
    return slide


def _title_only(deck: Any) -> Any:
    """The layout with a title and least besides."""
    titled = [
        layout
        for layout in deck.slide_layouts
        if any(p.placeholder_format.type == PP_PLACEHOLDER.TITLE for p in layout.placeholders)
    ]
    return min(titled or deck.slide_layouts, key=lambda layout: len(layout.placeholders))


def write(
    frame: Any, text: str, size: float, *, bold: bool = False, colour: str = LIGHT.text
) -> None:
    """One paragraph a line, left, in the fonts for Chinese and Latin letters."""
    frame.word_wrap = True
    for number, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line
        font = run.font
        font.size, font.bold, font.name = Pt(size), bold, FONT
        font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
        _east_asian(run)


def _east_asian(run: Any) -> None:
    properties = run._r.get_or_add_rPr()
    for name in ("a:ea", "a:cs"):
        element = properties.makeelement(qn(name), {"typeface": FONT})
        properties.append(element)


def add_text(slide: Any, text: str, box: tuple[float, float, float, float], size: float) -> None:
    """A text in a box of left, top, width and height in inches."""
    shape = slide.shapes.add_textbox(*(Inches(value) for value in box))
    write(shape.text_frame, text, size, colour=LIGHT.muted)


def add_table(
    slide: Any,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    size: float,
    top: float = TOP,
) -> None:
    """A native table; a cell that is a status is in its colour."""
    lines = [headers, *rows]
    heights = [row_height(line, widths, size) for line in lines]
    box = (Inches(LEFT), Inches(top), Inches(sum(widths)), Inches(sum(heights)))
    table = slide.shapes.add_table(len(lines), len(headers), *box).table
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for number, line in enumerate(lines):
        table.rows[number].height = Inches(heights[number])
        for place, text in enumerate(line):
            _fill(table.cell(number, place), text, size, is_head=number == 0, even=number % 2 == 0)


def _fill(cell: Any, text: str, size: float, *, is_head: bool, even: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.05)
    cell.margin_top = cell.margin_bottom = Emu(20000)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    word = text.split()[-1] if text.split() else ""
    colour = LIGHT.statuses[word] if word in STATUSES else LIGHT.text
    write(cell.text_frame, text, size, bold=is_head or word in STATUSES, colour=colour)
    cell.fill.solid()
    shade = "E8EEF6" if is_head else "F7F9FB" if even else "FFFFFF"
    cell.fill.fore_color.rgb = RGBColor.from_string(shade)
