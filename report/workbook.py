"""A meeting as a workbook: a sheet a view, numbers as numbers, native charts, and the lineage."""

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from report.meeting import Meeting
from report.sections import Column, Section, sections
from report.stamp import stamp

FORMATS = {
    "number": "#,##0.0",
    "percent": "0.0%",
    "points": "+0.0;-0.0;0.0",
    "count": "#,##0",
    "day": "yyyy-mm-dd",
}
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
TOP = 3  # rows above the table: title, stamp, and none


def meeting_workbook(meeting: Meeting, lineage: Section | None = None) -> bytes:
    """Every section as a sheet; `lineage` as the last one, where it is given."""
    buffer = io.BytesIO()
    # any text stays text: = + - @ and addresses are data, not instructions
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": meeting.name, "comments": stamp(meeting)})
        styles = _styles(book)
        for section in [*sections(meeting), *([lineage] if lineage else [])]:
            sheet = book.add_worksheet(section.name)
            _write_section(book, sheet, section, meeting, styles)
    return buffer.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    styles = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
    styles["title"] = book.add_format({"bold": True, "font_size": 14})
    styles["note"] = book.add_format({"font_color": GREY})
    head = {"bold": True, "bg_color": "#E8EEF6", "text_wrap": True, "valign": "top", "border": 1}
    styles["head"] = book.add_format(head | {"border_color": "#c9d0d9"})
    styles["text"] = book.add_format({"text_wrap": True, "valign": "top"})
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
            _write(sheet, place, number, row[number], column, styles)
        if column.kind == "status" and section.rows:
            _colour(book, sheet, number, len(section.rows))
    _set_up(sheet, section)
    if section.name == "全部对象":
        _add_charts(book, sheet, section, meeting)


def _write(
    sheet: Any, row: int, number: int, value: object, column: Column, styles: dict[str, Any]
) -> None:
    style = styles.get(column.kind, styles["text"])
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


def _add_charts(book: Any, sheet: Any, section: Section, meeting: Meeting) -> None:
    """Bars of the towns' purchases and the counties' sales, each with its quota."""
    right = len(section.columns) + 1
    for place, code in enumerate(("enterprise_purchase", "county_sale")):
        name = meeting.plan.indicator(code).name
        lines = [n for n, row in enumerate(section.rows, TOP + 1) if row[0] == name]
        if not lines:
            continue
        chart = book.add_chart({"type": "column"})
        for series, column in (("完成", 3), ("目标", 4)):
            chart.add_series(
                {
                    "name": series,
                    "categories": [section.name, lines[0], 1, lines[-1], 1],
                    "values": [section.name, lines[0], column, lines[-1], column],
                    "fill": {"color": "#1f5fa8" if series == "完成" else "#b7c0ca"},
                }
            )
        chart.set_title({"name": f"{name}（{meeting.plan.indicator(code).uom}）"})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 860, "height": 380})
        sheet.insert_chart(TOP + place * 20, right, chart)


def _width(section: Section, number: int) -> float:
    texts = [section.columns[number].header, *(_text(row[number]) for row in section.rows[:300])]
    widest = max(sum(2 if ord(c) > 255 else 1 for c in text) for text in texts)
    return min(48.0, max(8.0, widest + 2.0))


def _text(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else str(value or "")
