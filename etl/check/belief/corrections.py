"""A sheet that corrects another of the same workbook: 7月 and 7月（更正）."""

import re

from etl import rules
from etl.check.check import Checked
from etl.forms.context import Office
from etl.forms.forms import FORMS
from etl.problems import Choice, Problem
from etl.questions import Question, ask
from kpi.plan import clean_name

CORRECTED = Choice("corrected", "以更正的为准，原来的一张不计")
BOTH = Choice("both", "两张都计入")
# A mark at the end of a sheet's name: 7月（更正）, 7月-修改后, 7月新, 7月 (2), 7月副本.
_MARK = re.compile(
    r"[-_·]?\(?(?:已|再|重新)?"
    r"(?:更正|修改|修正|订正|改正|调整|勘误|重报|补报|补充|更新|最新|最终|改|补|新)"
    r"(?:版|后|稿|表|数据|件)?\)?$"
    r"|[-_]?\(\d{1,2}\)$"
    r"|[-_(]{0,2}(?:副本|copy|final|new|v\d)\)?$",
    re.IGNORECASE,
)
# A title that says so: 消费帮扶采购明细表（更正）.
_TITLE = re.compile(r"更正|修正|订正|修改[后版稿]|重报|勘误")


def corrections(checked: list[Checked], office: Office) -> tuple[list[Checked], list[Problem]]:
    """The tables that count, and one question where a sheet looks like another's correction.

    While it is open the rest is checked as if the correction counted.
    """
    superseded = {id(c): s for c in checked if (s := _correcting(c, checked))}
    if not superseded:
        return checked, []
    old = [c for c in checked if id(c) in superseded]
    pairs = dict.fromkeys((c.table.sheet.name, superseded[id(c)]) for c in old)
    told = "；".join(f"“{new}”像是“{name}”的更正" for name, new in pairs)
    first = old[0]
    question = Question(
        rules.CORRECTED_SHEET,
        what=told,
        message=f"《{FORMS[first.table.form.code].title}》{told}，两张都计入会重复",
        hint="只留一张的，请删去或隐藏另一张；或回答这个问题",
        choices=(CORRECTED, BOTH),
        sheet=superseded[id(first)],
        remembered=False,
    )
    unit = first.heading.unit if first.heading else ""
    choice, problem = ask(question, office.answers, unit)
    if choice == BOTH.code:
        return checked, [problem]
    problems = [problem]
    if choice == CORRECTED.code:
        names = "、".join(f"“{name}”" for name, _ in pairs)
        message = f"没有计入工作表{names}：以更正的一张为准"
        problems.append(Problem(rules.LEFT_OUT, message, "按回答处理", first.table.sheet.name))
    return [c for c in checked if id(c) not in superseded], problems


def _correcting(old: Checked, checked: list[Checked]) -> str | None:
    """The sheet that corrects a table: of its form, unit and months, and marked so."""
    if _is_marked(old, checked) or old.part is None:
        return None
    for new in checked:
        if new.table.sheet is not old.table.sheet and _same(old, new) and _is_marked(new, checked):
            base = _base(new)
            names = {clean_name(c.table.sheet.name) for c in checked}
            if base not in names or base == clean_name(old.table.sheet.name):
                return new.table.sheet.name
    return None


def _same(old: Checked, new: Checked) -> bool:
    one, two = old.part, new.part
    return bool(
        one
        and two
        and (one.form, one.unit) == (two.form, two.unit)
        and set(one.months) & {*two.months}
    )


def _is_marked(checked: Checked, all_tables: list[Checked]) -> bool:
    names = {clean_name(c.table.sheet.name) for c in all_tables}
    base = _base(checked)
    if base is not None and base in names:
        return True
    texts = checked.table.sheet.texts(checked.table.top_row, checked.table.cover_from)
    return any(_TITLE.search(t) for t in (checked.table.sheet.name, *(t for _, _, t in texts)))


def _base(checked: Checked) -> str | None:
    """The name without its mark: 7月 of 7月（更正）; None where it has none."""
    name = clean_name(checked.table.sheet.name)
    base = _MARK.sub("", name)
    return base if base and base != name else None
