"""A blank workbook made from a form's class: cover, headers, drop-downs, formats, 填表说明."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.forms.context import Office
from etl.forms.form import Form
from etl.forms.template_hints import choices, example, hint, senders
from etl.forms.values import MONEY_UNITS

AUTHOR = "区合作交流办"
HEADER_ROW = 5
LAST_ROW = 1000
FORMATS = {"money": "#,##0.00", "day": "yyyy-mm-dd", "percent": "0.0%", "count": "0", "text": "@"}
# Ranges are advised, not forced: a copied text such as 1.2万 is read all the same.
RANGES = {
    "day": ("date", "greaterThan", "36526", None),
    "count": ("whole", "greaterThanOrEqual", "0", None),
    "percent": ("decimal", "between", "0", "1"),
}
_LINE = Side(style="thin", color="B7C0CA")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILL = PatternFill("solid", fgColor="E8EEF6")
_REQUIRED = PatternFill("solid", fgColor="FBE3D6")


def write_template(form: type[Form], office: Office, path: Path) -> None:
    """Writes a form's blank workbook; filled in, it loads."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "填报表"
    lists = book.create_sheet("选项")
    lists.sheet_state = "hidden"
    _write_cover(sheet, lists, form, office)
    _write_headers(sheet, form)
    _add_rules(sheet, lists, form, office)
    notes = book.create_sheet("填表说明")
    _write_notes(notes, form, office)
    for printed in (sheet, notes):
        _fit_to_width(printed)
    book.save(path)


def _write_cover(sheet: Worksheet, lists: Worksheet, form: type[Form], office: Office) -> None:
    sheet["A1"] = form.title
    sheet["A1"].font = Font(bold=True, size=16)
    year = office.plan.year
    lines: list[tuple[str, str | None, str]] = [("填报单位：", None, "从下拉名单中选")]
    if form.cadence != "append":
        fallback = "；不写则按各行日期" if form.counts_on else ""
        lines.append(("报表期间：", None, f"例：{year}年9月，或 {year}年7-9月{fallback}"))
    if any(c.kind.name == "money" for c in form.columns()):
        lines.append(("金额单位：", "元", f"可改为：{'、'.join(MONEY_UNITS)}"))
        _add_list(sheet, lists, f"B{1 + len(lines)}", list(MONEY_UNITS))
    for row, (label, value, comment) in enumerate(lines, start=2):
        sheet.cell(row, 1, label).font = Font(bold=True)
        cell = sheet.cell(row, 2, value)
        # as text, or a spreadsheet would turn 2022年9月 into a day
        cell.number_format, cell.border = "@", _BORDER
        cell.comment = Comment(comment, AUTHOR)
    _add_list(sheet, lists, "B2", senders(form, office))


def _write_headers(sheet: Worksheet, form: type[Form]) -> None:
    for index, column in enumerate(form.columns(), start=1):
        cell = sheet.cell(HEADER_ROW, index, column.header + ("*" if column.required else ""))
        cell.font, cell.border = Font(bold=True), _BORDER
        cell.fill = _REQUIRED if column.required else _FILL
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        requirement = "必填。" if column.required else "可以不填。"
        cell.comment = Comment(requirement + hint(column), AUTHOR, height=90, width=260)
        dimension = sheet.column_dimensions[get_column_letter(index)]
        widest = 24 if column.kind.name == "text" else 14
        dimension.width = max(widest, len(column.header) * 2 + 4)
        dimension.alignment = Alignment(vertical="top", wrap_text=True)
        # the whole column, so that no row has to exist before it is filled in
        dimension.number_format = FORMATS.get(column.kind.name, "General")
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _add_rules(sheet: Worksheet, lists: Worksheet, form: type[Form], office: Office) -> None:
    for index, column in enumerate(form.columns(), start=1):
        letter = get_column_letter(index)
        where = f"{letter}{HEADER_ROW + 1}:{letter}{LAST_ROW}"
        # a post and a name are read as well as a level
        style = "warning" if column.kind.name == "leader" else "stop"
        _add_list(sheet, lists, where, choices(column, office), style)
        if column.kind.name in RANGES:
            kind, operator, first, second = RANGES[column.kind.name]
            rule = DataValidation(
                type=kind, operator=operator, formula1=first, formula2=second, allow_blank=True
            )
            _add_rule(sheet, rule, where, "warning", hint(column))


def _add_list(
    sheet: Worksheet, lists: Worksheet, where: str, offered: list[str], style: str = "stop"
) -> None:
    """A drop-down, from a hidden sheet because a list in a rule may hold only 255 characters."""
    if not offered:
        return
    index = lists.max_column + 1 if lists["A1"].value else 1
    for row, choice in enumerate(offered, start=1):
        lists.cell(row, index, choice)
    letter = get_column_letter(index)
    source = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(offered)}"
    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    _add_rule(sheet, rule, where, style, "请从下拉名单中选一项")


def _add_rule(sheet: Worksheet, rule: DataValidation, where: str, style: str, message: str) -> None:
    rule.showErrorMessage, rule.errorStyle = True, style
    rule.errorTitle, rule.error = "请核对", message[:200]
    rule.add(where)
    sheet.add_data_validation(rule)


def _write_notes(sheet: Worksheet, form: type[Form], office: Office) -> None:
    """How to fill in, and an example row that stands on its side, so that it is never data."""
    period = "和报表期间" if form.cadence != "append" else ""
    lines = [
        f"一、本工作簿用于报送《{form.title}》；表头带 * 的列必填。",
        f"二、请先在“填报表”上方写明填报单位{period}，再从表头下一行起逐行填写，不留合计行。",
        "三、各列填法与示例（示例只供参考，请勿填在此页）：",
    ]
    for row, line in enumerate(["填表说明", *lines], start=1):
        sheet.cell(row, 1, line)
    sheet["A1"].font = Font(bold=True, size=14)
    _write_line(sheet, 6, ("列名", "必填", "怎样填", "示例"), bold=True)
    filled: list[tuple[Any, ...]] = list(zip(form.columns(), example(form, office), strict=True))
    for row, (column, value) in enumerate(filled, start=7):
        requirement = "必填" if column.required else ""
        _write_line(sheet, row, (column.header, requirement, hint(column), value))
        sheet.cell(row, 4).number_format = FORMATS.get(column.kind.name, "General")
    for letter, width in zip("ABCD", (26, 8, 64, 32), strict=True):
        sheet.column_dimensions[letter].width = width


def _fit_to_width(sheet: Worksheet) -> None:
    """All columns on one page across, A4 on its side."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_line(sheet: Worksheet, row: int, values: tuple[Any, ...], *, bold: bool = False) -> None:
    for index, value in enumerate(values, start=1):
        cell = sheet.cell(row, index, value)
        cell.border, cell.font = _BORDER, Font(bold=bold)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
