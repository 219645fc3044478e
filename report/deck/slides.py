"""Parts of a slide: its title and notes, tables, and text in the meeting's fonts."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from kpi.words.statuses import STATUSES
from report.charts.theme import LIGHT
from report.deck.fit import (
    POINTS_PER_INCH,
    SHAPE_MORE,
    SHAPES,
    balanced,
    lines_of,
    row_height,
    shorten,
)
from report.deck.look import has_title
from report.meeting.written import is_figure

LEFT, TOP, ROOM_WIDTH, ROOM_HEIGHT = 0.45, 1.45, 12.43, 5.45
TITLE_SIZE, FOOT_SIZE = 26, 10
FOOT_TOP = 7.02
MUTED = 0.35


def add_slide(deck: Any, title: str, note: str, foot: str = "") -> Any:
    """A slide with its finding as its title, the rule and source in its notes, and its foot."""
    slide = deck.slides.add_slide(_title_only(deck))
    shape = slide.shapes.title
    for other in [p for p in slide.placeholders if p.shape_id != shape.shape_id]:
        # a template's layout may ask for more than a title: nothing would stand there
        other._element.getparent().remove(other._element)
    shape.left, shape.top = Inches(LEFT), Inches(0.3)
    shape.width, shape.height = Inches(ROOM_WIDTH), Inches(1.05)
    size = TITLE_SIZE if lines_of(title, ROOM_WIDTH, TITLE_SIZE) <= 2 else 20
    room = ROOM_WIDTH * POINTS_PER_INCH / size - 1
    write(shape.text_frame, balanced(shorten(title, 2 * room), room), size, bold=True)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    slide.notes_slide.notes_text_frame.text = note
    if foot:
        add_foot(slide, foot)
    return slide


def _title_only(deck: Any) -> Any:
    """The layout with a title and least besides."""
    if len(deck.slides):
        return deck.slides[0].slide_layout
    titled = filter(has_title, deck.slide_layouts)
    return min(titled, key=lambda layout: len(layout.placeholders))


def write(
    frame: Any, text: str, size: float, *, bold: bool = False, colour: str | None = None
) -> None:
    """One paragraph a line, left; fonts are the theme's, and the colour too where none is given."""
    frame.word_wrap = True
    for number, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        # a status' shape that stands alone in its line is drawn small by most fonts
        own_size = size + SHAPE_MORE if line in SHAPES else size
        for place, part in enumerate(line.split("\v")):
            if place:
                paragraph.add_line_break()
            add_run(paragraph, part, own_size, bold=bold, colour=colour)


def add_run(
    paragraph: Any, text: str, size: float, *, bold: bool = False, colour: str | None = None
) -> None:
    run = paragraph.add_run()
    run.text = text
    font = run.font
    font.size, font.bold = Pt(size), bold
    font.language_id = MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE
    if colour is not None:
        font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))


def add_foot(slide: Any, text: str) -> None:
    """The stamp at the left and the slide's number at the right."""
    add_text(slide, text, (LEFT, FOOT_TOP, ROOM_WIDTH - 0.8, 0.3), FOOT_SIZE)
    box = (Inches(LEFT + ROOM_WIDTH - 0.8), Inches(FOOT_TOP), Inches(0.8), Inches(0.3))
    paragraph = slide.shapes.add_textbox(*box).text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    # a field: slides that are moved or left out are numbered anew
    field = (
        f"<a:fld {nsdecls('a')} id='{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}' type='slidenum'>"
        f"<a:rPr lang='zh-CN' sz='{FOOT_SIZE * 100}'/><a:t>‹#›</a:t></a:fld>"
    )
    paragraph._p.append(parse_xml(field))


def add_text(slide: Any, text: str, box: tuple[float, float, float, float], size: float) -> None:
    """A text in a box of left, top, width and height in inches."""
    shape = slide.shapes.add_textbox(*(Inches(value) for value in box))
    write(shape.text_frame, text, size)
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            # a greyer shade of the text's own colour, light on a dark ground
            run.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
            run.font.color.brightness = MUTED


def add_table(
    slide: Any,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    size: float,
    top: float = TOP,
    stretch: float = 1.0,
) -> None:
    """A native table; a cell that is a status is in its colour."""
    lines = [headers, *rows]
    heights = [row_height(line, widths, size) * stretch for line in lines]
    box = (Inches(LEFT), Inches(top), Inches(sum(widths)), Inches(sum(heights)))
    table = slide.shapes.add_table(len(lines), len(headers), *box).table
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    to_right = [_is_numeric([row[place] for row in rows]) for place in range(len(headers))]
    for number, line in enumerate(lines):
        table.rows[number].height = Inches(heights[number])
        for place, text in enumerate(line):
            cell = table.cell(number, place)
            _fill(cell, text, size, is_head=number == 0, even=number % 2 == 0)
            if to_right[place]:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
                cell.margin_right = Inches(0.15)


def _is_numeric(column: Sequence[str]) -> bool:
    """Whether a column holds figures, and nothing else but what is not there."""
    return any(map(is_figure, column)) and all(is_figure(t) or t == "–" for t in column)


def _fill(cell: Any, text: str, size: float, *, is_head: bool, even: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.05)
    cell.margin_top = cell.margin_bottom = Emu(20000)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    word = text.split()[-1] if text.split() else ""
    # the cells are light whatever a template's ground is; a head has its style's own white
    colour = None if is_head else LIGHT.statuses.get(word, LIGHT.text)
    write(cell.text_frame, text, size, bold=is_head or word in STATUSES, colour=colour)
    cell.fill.solid()
    if is_head:
        # the table's own style writes white on it
        cell.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        cell.fill.fore_color.rgb = RGBColor.from_string("F3F6F9" if even else "FFFFFF")
