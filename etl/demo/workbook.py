"""A report as a real workbook, as an office would fill it in: title, cover, header, rows."""

from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from etl.demo.draw import YEAR, Draw
from etl.demo.names import person
from etl.demo.report import Report
from etl.forms.form import Form, FormColumn
from etl.forms.forms import FORMS
from etl.forms.template import FORMATS
from kpi.moments import in_shanghai

YUAN_PER_UNIT = {"元": 1, "万元": 10_000}
NUMBERS = (int, float, date)
_TITLE = {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}
_HEAD = {"bold": True, "bg_color": "#E8EEF6", "align": "center", "valign": "vcenter"}
# In memory, and texts stay texts.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def file_name(report: Report) -> str:
    title = FORMS[report.form].title
    return f"{report.unit}_{title}_{_period(report)}{report.remark}.xlsx"


def write_workbook(report: Report, seed: int) -> bytes:
    """The workbook's bytes; the same report and seed give the same bytes."""
    assert report.arrives_at is not None
    out, form = BytesIO(), FORMS[report.form]
    with Workbook(out, _OPTIONS) as book:
        # the moment of saving; no part of the file tells of today
        book.set_properties({"created": report.arrives_at})
        money_unit = _money_unit(report.unit, seed)
        cover = _cover(report, form, money_unit, seed)
        _fill(book, cover, report, form.columns(), money_unit)
    return out.getvalue()


def _fill(
    book: Workbook,
    cover: list[list[str]],
    report: Report,
    columns: tuple[FormColumn, ...],
    money_unit: str,
) -> None:
    """One sheet: the title, the cover's lines, the headers, the rows."""
    sheet = book.add_worksheet("填报表")
    title, *lines = cover
    sheet.merge_range(0, 0, 0, len(columns) - 1, title[0], book.add_format(_TITLE))
    for number, line in enumerate(lines, start=1):
        sheet.write_row(number, 0, line)
    head = book.add_format(_HEAD)
    sheet.freeze_panes(len(cover) + 1, 0)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, max(2 * len(column.header) + 4, 14))
        sheet.write(len(cover), index, column.header, head)
    formats = {kind: book.add_format({"num_format": text}) for kind, text in FORMATS.items()}
    for number, row in enumerate(report.rows, start=len(cover) + 1):
        for index, column in enumerate(columns):
            value = _cell(row.get(column.name), column, money_unit)
            # a text needs no format of its column, such as a date's that was written as a text
            format_of = formats.get(column.kind.name) if isinstance(value, NUMBERS) else None
            sheet.write(number, index, value, format_of)


def _money_unit(unit: str, seed: int) -> str:
    """Every office has its habit: most write 元, some 万元."""
    return Draw(seed, "money unit", unit).choice(("元", "元", "元", "万元"))


def _cover(report: Report, form: type[Form], money_unit: str, seed: int) -> list[list[str]]:
    """Its lines of cells, the title first."""
    assert report.arrives_at is not None
    day = in_shanghai(report.arrives_at)
    has_money = any(c.kind.name == "money" for c in form.columns())
    entries = [("填报单位", report.unit), ("报表期间", _period(report))]
    entries += [("金额单位", money_unit)] if has_money else []
    entries += [("填报人", person(Draw(seed, "clerk", report.unit)))]
    entries += [("填报日期", f"{day.year}年{day.month}月{day.day}日")]
    abreast = max(1, len(form.columns()) // 2)
    starts = range(0, len(entries), abreast)
    lines = [[text for entry in entries[i : i + abreast] for text in entry] for i in starts]
    return [[form.title], *lines]


def _period(report: Report) -> str:
    last = f"-{report.last}" if report.last != report.first else ""
    return f"{YEAR}年{report.first}{last}月"


def _cell(value: Any, column: FormColumn, money_unit: str) -> Any:
    if isinstance(value, bool):
        return (
            ("有" if value else "无") if column.name == "has_canteen" else "是" if value else "否"
        )
    if column.kind.name == "money" and isinstance(value, int | float):
        return value / YUAN_PER_UNIT[money_unit] if money_unit != "元" else value
    return value
