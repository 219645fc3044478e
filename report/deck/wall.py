"""挂图作战 on one slide: a native table filled by status, with counts at its ends."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches

from kpi.engine.progress import Progress
from kpi.plan import Plan
from kpi.wall import NOTHING, WallLine, behind_of, figure_of, wall, wall_finding
from kpi.words.statuses import STATUSES
from report.charts.theme import LIGHT, Fill
from report.deck.fit import broken, pages, row_height
from report.deck.notes import note
from report.deck.slides import ROOM_HEIGHT, ROOM_WIDTH, add_slide, add_table
from report.meeting.meeting import Meeting
from report.meeting.stamp import stamp

MANY = 10  # names, from which on the shape stands above the figure
COUNT = 0.62  # inches of the column of counts
SIZE = {True: 14, False: 13}
FIRST = {True: 1.75, False: 2.3}
LETTERS = {True: 3, False: 6}  # of a name above, before it is broken
NONE = Fill("#ffffff", LIGHT.text, "#ffffff")
Cells = list[str]


def add_wall(deck: Any, meeting: Meeting, kind: str, names: Sequence[str]) -> None:
    """Indicators down, names across, how many are behind at each end; none where nothing is asked
    of any of them.
    """
    lines, plan = wall(meeting.rows, meeting.plan, names), meeting.plan
    many = len(names) > MANY
    if not lines:
        return
    first = FIRST[many]
    widths = [first, *([(ROOM_WIDTH - first - COUNT) / len(names)] * len(names)), COUNT]
    headers = ["", *(broken(name, LETTERS[many]) for name in names), "落后"]
    rows = [_cells(line, plan, many) for line in lines]
    rows.append(["落后项数", *map(str, (*behind_of(lines), sum(behind_of(lines))))])
    title = f"挂图作战：{wall_finding(lines, names, kind, plan)}"
    notes = note(meeting, [line.indicator for line in lines], first="挂图作战。")
    start = 0
    for group in pages(rows, widths, SIZE[many], ROOM_HEIGHT):
        slide = add_slide(deck, title, notes, stamp(meeting))
        heights = [row_height(line, widths, SIZE[many]) for line in (headers, *group)]
        stretch = max(1.0, min(1.8, ROOM_HEIGHT / sum(heights)))
        add_table(slide, headers, group, widths, SIZE[many], stretch=stretch)
        _fill_all(slide, lines[start : start + len(group)])
        start += len(group)


def _cells(line: WallLine, plan: Plan, many: bool) -> Cells:
    indicator = plan.indicator(line.indicator)
    between = "\n" if many else " "

    def words(row: Progress | None) -> str:
        if row is None:
            return NOTHING
        return f"{STATUSES[row.status].shape}{between}{figure_of(row, indicator)}".strip()

    return [indicator.name, *map(words, line.rows), str(line.behind)]


def _fill_all(slide: Any, lines: Sequence[WallLine]) -> None:
    """Each cell filled by its status; the counts red where somebody is behind."""
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    for number, row in enumerate(list(table.rows)[1:]):
        statuses = lines[number].rows if number < len(lines) else ()
        for place, cell in enumerate(list(row.cells)[1:]):
            status = statuses[place] if place < len(statuses) else None
            _fill(cell, LIGHT.fills[status.status] if status else NONE)
            if place >= len(statuses) and cell.text != "0":
                _colour(cell, LIGHT.statuses["逾期"], bold=True)
    for row in table.rows:
        for cell in list(row.cells)[1:]:
            for paragraph in cell.text_frame.paragraphs:
                paragraph.alignment = PP_ALIGN.CENTER
            cell.margin_left = cell.margin_right = Inches(0.03)


def _fill(cell: Any, fill: Fill) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(fill.color)
    _colour(cell, fill.on)


def _colour(cell: Any, colour: str, *, bold: bool = False) -> None:
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = _rgb(colour)
            run.font.bold = bold or run.font.bold


def _rgb(colour: str) -> Any:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))
