"""Projects by name: the two rates of each as two marks with a line between, and the line of 90 %.

Drawn of shapes: a scatter's marks have no names, and each office program breaks labels its own way.
"""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from kpi.topics.projects import LINE, Project, is_short
from kpi.words.numbers import decimal
from report.charts.theme import LIGHT
from report.deck.charts import hexadecimal
from report.deck.fit import shorten
from report.deck.slides import LEFT, ROOM_HEIGHT, ROOM_WIDTH, TOP, add_text

NAME, ISSUE = 4.3, 2.9  # inches at the left and at the right
FIRST, LAST = LEFT + NAME + 0.35, LEFT + ROOM_WIDTH - ISSUE - 0.75  # where 0 and 100 % stand
HEAD = 0.42
MARK = 0.17
NAME_LETTERS, ISSUE_LETTERS = 22, 17
SHAPES = (MSO_SHAPE.OVAL, MSO_SHAPE.RECTANGLE)
NONE = "未填"


def add_dumbbells(slide: Any, projects: Sequence[Project], names: Sequence[str]) -> None:
    """A line for each project in the order given from the top; `names` are the rates'."""
    _head(slide, names)
    step = min(0.42, (ROOM_HEIGHT - HEAD) / max(len(projects), 1))
    _line(slide, (LINE, LINE), (TOP + HEAD, TOP + HEAD + step * len(projects)), 1.5)
    for number, project in enumerate(projects):
        _project(slide, project, TOP + HEAD + step * (number + 0.5))


def _head(slide: Any, names: Sequence[str]) -> None:
    """What the two marks are, where 90 % is, and whose words stand at the right."""
    one, other = names
    add_text(slide, f"● {one}　■ {other}", (LEFT, TOP, NAME, HEAD), 13)
    add_text(slide, f"{LINE:.0f}%", (_across(LINE) - 0.3, TOP, 0.8, HEAD), 13)
    add_text(slide, "低的一率　存在问题", (LAST + 0.15, TOP, ISSUE + 0.8, HEAD), 13)


def _project(slide: Any, project: Project, middle: float) -> None:
    known = [rate for rate in project.rates if rate is not None]
    _words(slide, shorten(project.name, NAME_LETTERS), (LEFT, middle, NAME), right=True)
    if len(known) > 1:
        _line(slide, (min(known), max(known)), (middle, middle), 3)
    for rate, shape in zip(project.rates, SHAPES, strict=True):
        if rate is not None:
            _mark(slide, rate, shape, middle)
    lowest = f"{decimal(project.lowest_rate)}%" if known else NONE
    told = f"{lowest}　{shorten(project.issue or NONE, ISSUE_LETTERS)}"
    _words(slide, told, (LAST + 0.15, middle, ISSUE + 0.6), right=False)


def _across(rate: float) -> float:
    """Inches from the left for a rate in per cent; what is over 100 stands at the end."""
    return FIRST + (LAST - FIRST) * min(max(rate, 0.0), 100.0) / 100.0


def _mark(slide: Any, rate: float, kind: Any, middle: float) -> None:
    """Red under the line, calm from it on."""
    place = (_across(rate) - MARK / 2, middle - MARK / 2, MARK, MARK)
    shape = slide.shapes.add_shape(kind, *(Inches(value) for value in place))
    fill = LIGHT.fills["严重滞后" if is_short(rate) else "已完成"]
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(hexadecimal(fill.color))
    shape.line.fill.background()
    shape.shadow.inherit = False


def _line(slide: Any, across: tuple[float, float], down: tuple[float, float], width: float) -> None:
    (left, right), (top, bottom) = map(_across, across), down
    ends = (Inches(value) for value in (left, top, right, bottom))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends).line
    line.width = Pt(width)
    line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    line.color.brightness = 0.5


def _words(slide: Any, text: str, place: tuple[float, float, float], *, right: bool) -> None:
    left, middle, width = place
    shape = slide.shapes.add_textbox(*(Inches(v) for v in (left, middle - 0.17, width, 0.34)))
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_top = frame.margin_bottom = 0
    run = frame.paragraphs[0].add_run()
    run.text = text
    run.font.size = Pt(12)
    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
