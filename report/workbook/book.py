"""A meeting as a workbook: a sheet a view, numbers as numbers, native charts, and the lineage."""

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from kpi.words.numbers import is_counted
from report.meeting.meeting import Meeting
from report.meeting.section import Section
from report.meeting.sections import sections
from report.meeting.stamp import stamp
from report.workbook.charts import CHARTS, TOP, add_charts

FORMATS = {
    "number": "#,##0.0",
    "whole": "#,##0",
    "percent": "0.0%",
    "points": "[>=0.05]+0.0;[<=-0.05]-0.0;0.0",
    "count": "#,##0",
    "day": "yyyy-mm-dd",
}
DRAWN = "完成、目标和序时：数字在“全部指标”和“全部对象”"
GOOD, POOR, BAD, GREY = "#0b6e4f", "#a35a00", "#b3261e", "#5b6673"
COLOURS = {
    "已完成": GOOD,
    "超序时": GOOD,
    "达序时": GOOD,
    "滞后": POOR,
    "严重滞后": BAD,
    "逾期": BAD,
    "未报送": GREY,
    "待下达": GREY,
    "未到期": GREY,
}


def meeting_workbook(meeting: Meeting, lineage: Section | None = None) -> bytes:
    """Every section as a sheet; `lineage` as the last one, where it is given."""
    buffer = io.BytesIO()
    # any text stays text: = + - @ and addresses are data, not instructions
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": meeting.name, "comments": stamp(meeting)})
        styles = _styles(book)
        for number, section in enumerate([*sections(meeting), *([lineage] if lineage else [])]):
            sheet = book.add_worksheet(section.name)
            _write_section(book, sheet, section, meeting, styles)
            if number == 0:
                charts = book.add_worksheet(CHARTS)
                charts.write_string(0, 0, DRAWN, styles["title"])
                charts.write_string(1, 0, f"{meeting.name}　{stamp(meeting)}", styles["note"])
                add_charts(book, charts, meeting)
    return buffer.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    styles = {
        kind: book.add_format({"num_format": number_format, "valign": "top"})
        for kind, number_format in FORMATS.items()
    }
    styles["title"] = book.add_format({"bold": True, "font_size": 14})
    styles["note"] = book.add_format({"font_color": GREY})
    head = {"bold": True, "bg_color": "#E8EEF6", "text_wrap": True, "valign": "top", "border": 1}
    styles["head"] = book.add_format(head | {"border_color": "#c9d0d9"})
    styles["text"] = book.add_format({"text_wrap": True, "valign": "top", "indent": 1})
    return styles


def _write_section(
    book: Any, sheet: Any, section: Section, meeting: Meeting, styles: dict[str, Any]
) -> None:
    sheet.write_string(0, 0, section.finding, styles["title"])
    sheet.write_string(1, 0, f"{meeting.name}　{stamp(meeting)}", styles["note"])
    for number, column in enumerate(section.columns):
        sheet.write_string(TOP, number, column.header, styles["head"])
        sheet.set_column(number, number, _width(section, number))
        for place, row in enumerate(section.rows, start=TOP + 1):
            kind = _kind(section, row, number)
            _write(sheet, place, number, row[number], kind, styles)
        if column.kind == "status" and section.rows:
            _colour(book, sheet, number, len(section.rows))
    _set_up(sheet, section)


def _kind(section: Section, row: tuple[object, ...], number: int) -> str:
    """A figure that is counted has no decimal where it is whole, and none where it is foreseen."""
    column, value = section.columns[number], row[number]
    if column.kind != "number" or not section.has("uom") or not isinstance(value, int | float):
        return column.kind
    whole = column.key == "forecast" or float(value).is_integer()
    return "whole" if is_counted(str(row[section.place("uom")])) and whole else "number"


def _write(
    sheet: Any, row: int, number: int, value: object, kind: str, styles: dict[str, Any]
) -> None:
    style = styles.get(kind, styles["text"])
    if value is None or value != value:
        sheet.write_blank(row, number, None)
    elif isinstance(value, int | float):
        sheet.write_number(row, number, value, style)
    elif isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(row, number, datetime(value.year, value.month, value.day), style)
    else:
        sheet.write_string(row, number, str(value), styles["text"])


def _colour(book: Any, sheet: Any, number: int, rows: int) -> None:
    """Colour beside shape and word, by the word itself: a changed cell changes its colour."""
    for word, colour in sorted(COLOURS.items(), key=lambda item: -len(item[0])):
        rule = {"type": "text", "criteria": "ends with", "value": word, "stop_if_true": True}
        rule["format"] = book.add_format({"font_color": colour, "bold": True})
        sheet.conditional_format(TOP + 1, number, TOP + rows, number, rule)


def _set_up(sheet: Any, section: Section) -> None:
    sheet.freeze_panes(TOP + 1, 1)
    if section.rows:
        sheet.autofilter(TOP, 0, TOP + len(section.rows), len(section.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP)
    sheet.set_footer("&L&A&R第 &P 页，共 &N 页")


def _width(section: Section, number: int) -> float:
    texts = [section.columns[number].header, *(_text(row[number]) for row in section.rows[:300])]
    widest = max(sum(2 if ord(c) > 255 else 1 for c in text) for text in texts)
    return min(48.0, max(8.0, widest + 2.0))


def _text(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else str(value or "")
