"""A report as a real workbook, as an office would fill it in: title, cover, header, rows."""

import re
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.demo.draw import YEAR, Draw
from etl.demo.names import person
from etl.demo.report import Report
from etl.forms.form import Form, FormColumn
from etl.forms.forms import FORMS
from etl.forms.template import FORMATS
from kpi.plan.moments import in_shanghai

YUAN_PER_UNIT = {"元": 1, "万元": 10_000}
_FILL = PatternFill("solid", fgColor="E8EEF6")
_CENTRE = Alignment(horizontal="center", vertical="center")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def file_name(report: Report) -> str:
    title = FORMS[report.form].title
    return f"{report.unit}_{title}_{_period(report)}{report.remark}.xlsx"


def write_workbook(report: Report, seed: int) -> bytes:
    """The workbook's bytes; the same report and seed give the same bytes."""
    form, book = FORMS[report.form], Workbook()
    sheet = book.worksheets[0]
    sheet.title = "填报表"
    money_unit = _money_unit(report.unit, seed)
    columns = form.columns()
    _write_cover(sheet, report, form, money_unit, seed)
    sheet.append([column.header for column in columns])
    header_row = sheet.max_row
    for row in report.rows:
        sheet.append([_cell(row.get(c.name), c, money_unit) for c in columns])
    _lay_out(sheet, columns, header_row)
    out = BytesIO()
    book.save(out)
    assert report.arrives_at is not None
    return _at_moment(out.getvalue(), report.arrives_at)


def _money_unit(unit: str, seed: int) -> str:
    """Every office has its habit: most write 元, some 万元."""
    return Draw(seed, "money unit", unit).choice(("元", "元", "元", "万元"))


def _write_cover(
    sheet: Worksheet, report: Report, form: type[Form], money_unit: str, seed: int
) -> None:
    assert report.arrives_at is not None
    day = in_shanghai(report.arrives_at)
    has_money = any(c.kind.name == "money" for c in form.columns())
    entries = [("填报单位", report.unit), ("报表期间", _period(report))]
    entries += [("金额单位", money_unit)] if has_money else []
    entries += [("填报人", person(Draw(seed, "clerk", report.unit)))]
    entries += [("填报日期", f"{day.year}年{day.month}月{day.day}日")]
    abreast = max(1, len(form.columns()) // 2)
    sheet.append([form.title])
    for start in range(0, len(entries), abreast):
        sheet.append([text for entry in entries[start : start + abreast] for text in entry])


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


def _lay_out(sheet: Worksheet, columns: tuple[FormColumn, ...], header_row: int) -> None:
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), _CENTRE
    sheet.freeze_panes = f"A{header_row + 1}"
    for index, column in enumerate(columns, start=1):
        head = sheet.cell(header_row, index)
        head.font, head.fill, head.alignment = Font(bold=True), _FILL, _CENTRE
        width = 2 * len(column.header) + 4
        sheet.column_dimensions[get_column_letter(index)].width = max(width, 14)
        number_format = FORMATS.get(column.kind.name)
        for row in range(header_row + 1, sheet.max_row + 1) if number_format else ():
            cell = sheet.cell(row, index)
            if isinstance(cell.value, int | float | date):
                cell.number_format = number_format


def _at_moment(content: bytes, moment: datetime) -> bytes:
    """The workbook as if saved at that moment: openpyxl would write today's."""
    out, stamp = BytesIO(), moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:created[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
                part = _MODIFIED.sub(rb"\g<1>" + stamp, part)
            info = ZipInfo(name, moment.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
