"""The cover: the meeting, its document, and where the year stands at a glance."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from kpi.findings import overall_finding
from report.deck.fit import balanced, shorten
from report.deck.look import WIDTH
from report.deck.notes import note
from report.deck.slides import add_slide, add_text, write
from report.deck.tiles import add_squares
from report.meeting.meeting import Meeting
from report.meeting.stamp import stamp

BAND = 4.3  # inches from the top that the meeting's name stands on
SIDE = 0.9
SQUARES = (WIDTH - 4.6, BAND + 0.4, 3.7, 2.2)


def add_cover(deck: Any, meeting: Meeting) -> None:
    """The meeting's name on the theme's accent, its document and times, all indicators' squares."""
    slide = add_slide(deck, "", note(meeting))
    _band(slide)
    title = slide.shapes.title
    title.left, title.top = Inches(SIDE), Inches(1.1)
    title.width, title.height = Inches(WIDTH - 2 * SIDE), Inches(1.9)
    title.text_frame.clear()
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    # above the band, which was put there after it
    slide.shapes._spTree.append(title._element)
    write(title.text_frame, balanced(shorten(meeting.name, 36), 18), 48, bold=True, colour="FFFFFF")
    _on_the_band(slide, f"{meeting.plan.document}（{meeting.plan.number}）")
    as_of, known, reports = stamp(meeting).split("　")[:3]
    parts = [overall_finding(meeting.district), as_of, known, reports]
    add_text(slide, "\n".join(parts), (SIDE, BAND + 0.4, WIDTH - 6.0, 2.4), 18)
    add_squares(slide, meeting.district, SQUARES)


def _band(slide: Any) -> None:
    size = Inches(0), Inches(0), Inches(WIDTH), Inches(BAND)
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *size)
    band.fill.solid()
    band.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    band.line.fill.background()
    band.shadow.inherit = False


def _on_the_band(slide: Any, text: str) -> None:
    box = Inches(SIDE), Inches(3.2), Inches(WIDTH - 2 * SIDE), Inches(0.7)
    shape = slide.shapes.add_textbox(*box)
    write(shape.text_frame, text, 20)
    for run in shape.text_frame.paragraphs[0].runs:
        run.font.color.rgb = RGBColor(255, 255, 255)
