"""A blank workbook made from a form's class: cover, headers, drop-downs, formats, 填表说明."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.context import Office
from etl.form import Form, FormColumn
from kpi.plan.entities import unit_names

HEADER_ROW = 5
LAST_ROW = 1000
FORMATS = {"money": "#,##0.00", "day": "yyyy-mm-dd", "percent": "0.0%", "count": "0", "text": "@"}
HINTS = {
    "money": "金额，填数字；单位见表头“金额单位”",
    "day": "日期，写成 2022-06-03 的样子",
    "percent": "百分比，写成 10% 的样子",
    "count": "0 或正整数",
    "yes_no": "是 或 否",
    "unit": "从下拉名单中选",
    "county": "从下拉名单中选",
    "place": "从下拉名单中选",
    "task": "工作要点任务序号",
    "indicator": "从下拉名单中选",
    "number": "数字，按该指标的计量单位",
}
_LINE = Side(style="thin", color="B7C0CA")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILL = PatternFill("solid", fgColor="E8EEF6")


def write_template(form: type[Form], office: Office, path: Path) -> None:
    """Writes a form's blank workbook; filled in, it loads."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "填报表"
    _write_cover(sheet, form, office)
    _write_headers(sheet, form)
    lists = book.create_sheet("选项")
    lists.sheet_state = "hidden"
    _add_choices(sheet, lists, form, office)
    _write_notes(book.create_sheet("填表说明"), form)
    book.save(path)


def _write_cover(sheet: Worksheet, form: type[Form], office: Office) -> None:
    sheet["A1"] = form.title
    sheet["A1"].font = Font(bold=True, size=16)
    year = office.plan.year
    has_money = any(c.kind.name == "money" for c in form.columns())
    lines = [("填报单位：", ""), ("报表期间：", f"{year}年1月")]
    lines += [("金额单位：", "元")] if has_money else []
    for row, (label, value) in enumerate(lines, start=2):
        sheet.cell(row, 1, label).font = Font(bold=True)
        sheet.cell(row, 2, value)
    sheet["B3"].comment = Comment(f"例：{year}年9月，或 {year}年7-9月", "区合作交流办")


def _write_headers(sheet: Worksheet, form: type[Form]) -> None:
    for index, column in enumerate(form.columns(), start=1):
        cell = sheet.cell(HEADER_ROW, index, column.header + ("*" if column.required else ""))
        cell.font, cell.fill, cell.border = Font(bold=True), _FILL, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = max(14, len(column.header) * 2 + 4)
        number_format = FORMATS.get(column.kind.name)
        for row in range(HEADER_ROW + 1, HEADER_ROW + 101) if number_format else ():
            sheet.cell(row, index).number_format = number_format
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"


def _add_choices(sheet: Worksheet, lists: Worksheet, form: type[Form], office: Office) -> None:
    """Drop-downs, from a hidden sheet because a list in a rule may hold only 255 characters."""
    _add_list(sheet, lists, "B2", _senders(form, office))
    for index, column in enumerate(form.columns(), start=1):
        letter = get_column_letter(index)
        where = f"{letter}{HEADER_ROW + 1}:{letter}{LAST_ROW}"
        _add_list(sheet, lists, where, _choices(column, office))


def _add_list(sheet: Worksheet, lists: Worksheet, where: str, choices: list[str]) -> None:
    if not choices:
        return
    index = lists.max_column + 1 if lists["A1"].value else 1
    for row, choice in enumerate(choices, start=1):
        lists.cell(row, index, choice)
    letter = get_column_letter(index)
    source = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(choices)}"
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "不在名单中", "请从下拉名单中选一项"
    rule.add(where)
    sheet.add_data_validation(rule)


def _senders(form: type[Form], office: Office) -> list[str]:
    units = (u for sender in form.senders for u in unit_names(sender, office.plan.reference))
    return list(dict.fromkeys(units))


def _choices(column: FormColumn, office: Office) -> list[str]:
    ref = office.plan.reference
    counties = [c.name for c in ref.counties]
    return {
        "yes_no": ["有", "无"] if column.name == "has_canteen" else ["是", "否"],
        "unit": [u.name for u in ref.units],
        "county": counties,
        "place": [*counties, *ref.cities],
        "indicator": [i.name for i in office.plan.indicators],
    }.get(column.kind.name, list(column.choices))


def _write_notes(sheet: Worksheet, form: type[Form]) -> None:
    lines = [
        "填表说明",
        f"一、本工作簿用于报送《{form.title}》；带 * 的列必填。",
        "二、请先在“填报表”上方写明填报单位和报表期间，再从表头下一行起逐行填写，不留合计行。",
        "三、各列填法：",
    ]
    for column in form.columns():
        parts = [HINTS.get(column.kind.name, ""), column.note]
        parts += [f"可选：{'、'.join(column.choices)}"] if column.choices else []
        told = "；".join(part for part in parts if part) or "文字"
        lines.append(f"　　{column.header}{'（必填）' if column.required else ''}：{told}")
    for row, line in enumerate(lines, start=1):
        sheet.cell(row, 1, line).alignment = Alignment(wrap_text=True)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 100
