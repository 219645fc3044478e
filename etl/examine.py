"""A workbook from its bytes to a verdict: all parts, or all problems, never half."""

from dataclasses import dataclass

from etl.cells import Sheet
from etl.check import Part, check_table
from etl.context import Office
from etl.forms import FORMS
from etl.locate import find_table
from etl.problems import Problem, RefusedError, has_errors
from etl.read import read_sheets


@dataclass(frozen=True)
class Findings:
    """What a workbook holds; `parts` is empty as soon as one problem is an error."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        return not has_errors(self.problems)


def examine(name: str, content: bytes, office: Office) -> Findings:
    """Reads and checks a whole workbook; whatever it is, the answer is Findings."""
    try:
        sheets = read_sheets(name, content)
    except RefusedError as refused:
        return Findings((), (refused.problem,))
    parts: list[Part] = []
    problems: list[Problem] = []
    for sheet in sheets:
        if not sheet.visible:
            problems += _hidden(sheet)
            continue
        table = find_table(sheet)
        if table is not None:
            part, found = check_table(table, office, name)
            parts += [part] if part else []
            problems += found
        elif not sheet.is_empty:
            problems.append(_no_table(sheet))
    if not any(p.severity == "error" for p in problems) and not parts:
        problems = [_unknown_form(sheets)]
    return Findings(() if has_errors(problems) else tuple(parts), tuple(problems))


def _hidden(sheet: Sheet) -> list[Problem]:
    if sheet.is_empty:
        return []
    message = f"隐藏的工作表“{sheet.name}”没有读取"
    hint = "其中有要报送的数据时，请取消隐藏后重新报送"
    return [Problem("warning", "hidden_sheet", message, hint, sheet.name)]


def _no_table(sheet: Sheet) -> Problem:
    message = f"工作表“{sheet.name}”里没有认得的表头，没有读取"
    hint = "其中有要报送的数据时，请用模板的表头重新填写"
    return Problem("warning", "no_table", message, hint, sheet.name)


def _unknown_form(sheets: list[Sheet]) -> Problem:
    sheet = next((s.name for s in sheets if s.visible and not s.is_empty), None)
    titles = "、".join(form.title for form in FORMS.values())
    return Problem(
        "error",
        "unknown_form",
        "没有找到任何一种报表的表头" if sheet else "工作簿里没有数据",
        f"本系统接收：{titles}。可用“下载模板”取得空表",
        sheet=sheet,
    )
