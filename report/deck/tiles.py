"""The headline figures as tiles, and all indicators as squares beside them."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from kpi.engine.progress import Progress
from kpi.findings import most_urgent_first, overall_finding
from kpi.headlines import Headline
from kpi.words.numbers import decimal
from kpi.words.statuses import STATUSES
from report.charts.theme import LIGHT
from report.deck.charts import hexadecimal
from report.deck.notes import note
from report.deck.slides import LEFT, ROOM_HEIGHT, ROOM_WIDTH, TOP, add_run, add_slide
from report.meeting.meeting import Meeting
from report.meeting.stamp import stamp

ACROSS, GAP, BAND = 4, 0.18, 0.09
GROUND = "F3F6F9"  # as the cells of tables: light, whatever a template's ground is
Place = tuple[float, float, float, float]


def add_headlines(deck: Any, meeting: Meeting) -> None:
    """A tile for each headline figure, four across, and a last one of all indicators' squares."""
    cards = meeting.headlines
    notes = note(meeting, (card.indicator for card in cards))
    slide = add_slide(deck, overall_finding(meeting.district), notes, stamp(meeting))
    places = _places(len(cards) + 1)
    for card, place in zip(cards, places, strict=False):
        _add_tile(slide, card, place)
    add_squares(slide, meeting.district, places[-1])


def _places(count: int) -> list[Place]:
    """Tiles of one size from left to right, in as many rows as are needed."""
    rows = -(-count // ACROSS)
    width = (ROOM_WIDTH - GAP * (ACROSS - 1)) / ACROSS
    height = (ROOM_HEIGHT - GAP * (rows - 1)) / rows
    return [
        (LEFT + n % ACROSS * (width + GAP), TOP + n // ACROSS * (height + GAP), width, height)
        for n in range(count)
    ]


def _add_tile(slide: Any, card: Headline, place: Place) -> None:
    """Its name, its figure, what it is measured against, and how it stands."""
    left, top, _, height = place
    frame = _box(slide, place, GROUND).text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left, frame.margin_top = Inches(BAND + 0.14), Inches(0.1)
    colour = LIGHT.fills[card.status].color if card.status else LIGHT.muted
    _box(slide, (left, top, BAND, height), hexadecimal(colour))
    _line(frame.paragraphs[0], card.name, 15, LIGHT.text)
    _line(frame.add_paragraph(), card.figure, 36, LIGHT.text, bold=True)
    for words in card.against.split("，"):
        _line(frame.add_paragraph(), words, 13, LIGHT.muted)
    if words := _standing(card):
        shade = LIGHT.statuses[card.status] if card.status else LIGHT.text
        _line(frame.add_paragraph(), words, 15, shade, bold=True)


def _standing(card: Headline) -> str:
    """▽ 滞后　慢 4.7 点; either alone where there is no other."""
    gap = card.gap_points
    pace = "" if gap is None else f"{'快' if gap >= 0 else '慢'} {decimal(abs(gap))} 点"
    return "　".join(filter(None, (card.status and STATUSES[card.status].label, pace)))


def add_squares(slide: Any, rows: Sequence[Progress], place: Place) -> None:
    """A square for each indicator, filled by its status and with its shape, the urgent first."""
    left, top, width, height = place
    a_row, side = _largest(len(rows), width, height)
    for number, row in enumerate(most_urgent_first(rows)):
        across, down = number % a_row, number // a_row
        own = (left + across * side, top + down * side, side * 0.88, side * 0.88)
        fill = LIGHT.fills[row.status]
        shape = _box(slide, own, hexadecimal(fill.color), hexadecimal(fill.line))
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        paragraph = frame.paragraphs[0]
        add_run(paragraph, STATUSES[row.status].shape, 10, colour=fill.on)


def _largest(count: int, width: float, height: float) -> tuple[int, float]:
    """How many squares a row, and their side, so that so many fill the place best."""

    def side(a_row: int) -> float:
        return min(width / a_row, height / -(-count // a_row))

    best = max(range(1, max(count, 1) + 1), key=side)
    return best, side(best)


def _box(slide: Any, place: Place, rgb: str, line: str | None = None) -> Any:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(value) for value in place))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(rgb)
    shape.shadow.inherit = False
    if line is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb = RGBColor.from_string(line)
        shape.line.width = Pt(1)
    return shape


def _line(paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:
    paragraph.alignment = PP_ALIGN.LEFT
    add_run(paragraph, text, size, bold=bold, colour=colour)
