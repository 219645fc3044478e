"""The workbook's charts: columns with quota and pace marks, drawn from the cells of its sheets."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from kpi.words.numbers import is_counted
from report.charts.theme import LIGHT
from report.meeting.figure_sections import entities_section, indicators_section
from report.meeting.meeting import Meeting
from report.meeting.section import Section

CHARTS = "图表"
TOP = 3  # rows above a sheet's table: title, stamp, and none
WIDTH, HEIGHT, LINES = 1180, 420, 22  # pixels, and how many rows of the sheet they cover
MOST = 8  # columns of the indicators in a chart: of more, LibreOffice turns the names
ACCENT, PALE = LIGHT.accent, "#8fb4de"
# a series: the key of the column of its numbers, and how its mark is drawn
MARKS = (("target", LIGHT.text), ("expected", LIGHT.muted))


def add_charts(book: Any, sheet: Any, meeting: Meeting) -> None:
    """The paced indicators as shares of their quotas, then the key ones by entity."""
    whole, entities = indicators_section(meeting), entities_section(meeting)
    lines = [n for n, row in enumerate(whole.rows) if row[whole.place("elapsed")] is not None]
    marks = (("elapsed", LIGHT.muted),)
    # sorted by urgency, so that those with a pace need not be neighbours
    title = "按序时考核的指标：完成率和序时"
    parts = [part for run in _runs(lines) for part in _parts(run)]
    charts = [_chart(book, whole, "indicator", part, "rate", marks, title) for part in parts]
    for indicator in map(meeting.plan.indicator, meeting.plan.shown.workbook):
        own_lines = [n for n, code in enumerate(entities.indicators) if code == indicator.code]
        title = f"{indicator.name}（{indicator.uom}）"
        charts += [
            _chart(book, entities, "entity", run, "actual", MARKS, title)
            for run in _runs(own_lines)
        ]
    for number, chart in enumerate(charts):
        # a border on the page break itself would be drawn on the page before
        sheet.insert_chart(TOP + number * LINES, 0, chart, {"y_offset": 6})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks([TOP + n * LINES for n in range(2, len(charts), 2)])


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each group of rows that are neighbours, two or more."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [(run[0], run[-1]) for run in runs if len(run) > 1]


def _parts(run: tuple[int, int]) -> list[tuple[int, int]]:
    """A run in parts about as long, so that long names find room under their columns."""
    first, last = run
    count = last - first + 1
    groups = -(-count // MOST)
    ends = [first + number * count // groups for number in range(groups + 1)]
    return [(start, end - 1) for start, end in pairwise(ends)]


def _chart(
    book: Any,
    section: Section,
    names: str,
    run: tuple[int, int],
    figure: str,
    marks: Sequence[tuple[str, str]],
    title: str,
) -> Any:
    chart = book.add_chart({"type": "column"})
    percent = section.columns[section.place(figure)].kind == "percent"
    counted = is_counted(str(section.rows[run[0]][section.place("uom")]))
    number_format = "0.0%" if percent else "#,##0" if counted else "#,##0.0"
    labels = {
        "value": True,
        "num_format": number_format,
        "position": "inside_base",
        "font": {"size": 9},
    }
    fill = {"fill": {"color": PALE}, "gap": 60, "data_labels": labels}
    points = {"points": _filled(section, run)}
    chart.add_series(_series(section, names, run, figure) | fill | points)
    line = book.add_chart({"type": "line"})
    for key, color in marks:
        marker = {"type": "long_dash", "size": 14, "fill": {"color": color}}
        dash = {"line": {"none": True}, "marker": marker | {"border": {"color": color}}}
        line.add_series(_series(section, names, run, key) | dash)
    chart.combine(line)
    chart.set_title({"name": title, "name_font": {"size": 14}})
    chart.set_legend({"position": "top"})
    # turned text is hard to read
    chart.set_x_axis({"num_font": {"rotation": 360, "size": 9}})
    grid = {"visible": True, "line": {"color": "#dfe4ea"}}
    axis = {"min": 0, "num_format": "0%" if percent else "#,##0", "major_gridlines": grid}
    chart.set_y_axis(axis)
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    return chart


def _filled(section: Section, run: tuple[int, int]) -> list[dict[str, Any]]:
    """Each column as its status is filled everywhere."""
    place = section.place("status")
    statuses = [str(row[place]).split()[-1] for row in section.rows[run[0] : run[1] + 1]]
    fills = [LIGHT.fills[status] for status in statuses]
    return [{"fill": {"color": fill.color}, "border": {"color": fill.line}} for fill in fills]


def _series(section: Section, names: str, run: tuple[int, int], key: str) -> dict[str, Any]:
    first, last = (TOP + 1 + line for line in run)
    named, place = section.place(names), section.place(key)
    return {
        "name": section.columns[place].header,
        "categories": [section.name, first, named, last, named],
        "values": [section.name, first, place, last, place],
    }
