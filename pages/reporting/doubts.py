"""The tables of 数据质量: warnings, doubtful rows, what was replaced, withdrawn, returned."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from etl.forms.forms import FORMS
from etl.rules import rule_of
from kpi.moments import in_shanghai
from kpi.reporting.quality import Doubtful, Replaced, Warned, counted
from kpi.reporting.received import Received
from pages.frame.address import go
from pages.frame.filters import View, carried
from pages.show.charts import offer_xlsx
from pages.show.tables import pick_line

Lines = list[dict[str, Any]]
WIDE = st.column_config.TextColumn(width=250)


def form_title(form: str | None) -> str:
    return FORMS[form].title if form else "认不出报表"


def rule_title(code: str) -> str:
    """The title of a rule that warned; the code of one that only another version knows."""
    return rule_of(code, "warning").title


def show_counts(warnings: Sequence[Warned]) -> None:
    """How many warnings there are by rule, unit and form, side by side."""
    titles_by = {"rule": rule_title, "unit": lambda unit: unit or "认不出单位", "form": form_title}
    titles = {"rule": "规则", "unit": "单位", "form": "报表"}
    for place, (by, title_of) in zip(st.columns(3), titles_by.items(), strict=True):
        lines = [{titles[by]: title_of(name), "提醒": str(n)} for name, n in counted(warnings, by)]
        place.table(pd.DataFrame(lines), hide_index=True)


def pick(lines: Lines, key: str) -> int | None:
    """Gives the number of the line that is picked."""
    columns = {"问题": WIDE, "怎样改": WIDE, "文件": WIDE, "提醒": WIDE}
    return pick_line(pd.DataFrame(lines), key, columns, 11)


def show_warnings(view: View, warnings: Sequence[Warned]) -> Warned | None:
    lines: Lines = [
        {
            "单位": w.unit,
            "文件": w.file_name,
            "工作表": w.sheet,
            "单元格": w.cell,
            "问题": w.message,
            "怎样改": w.hint,
            "现值": w.value,
            "规则": rule_title(w.rule),
            "报表": form_title(w.form),
            "编号": w.submission_id,
        }
        for w in warnings
    ]
    number = pick(lines, "warnings")
    offer_xlsx(view, lines, "未消除的提醒")
    return None if number is None else warnings[number]


def show_doubtful(view: View, rows: Sequence[Doubtful]) -> Doubtful | None:
    lines: Lines = [
        {
            "单位": d.unit,
            "报表": form_title(d.form),
            "月份": f"{d.month:%Y-%m}",
            "行": d.place[2],
            "条数": len(d.warnings),
            "提醒": "；".join(rule_title(w.rule) for w in d.warnings),
            "工作表": d.place[1],
            "文件": d.file_name,
            "编号": d.place[0],
        }
        for d in rows
    ]
    number = pick(lines, "doubtful")
    offer_xlsx(view, lines, "存疑的行")
    return None if number is None else rows[number]


def show_replaced(view: View, replaced: Sequence[Replaced]) -> None:
    lines: Lines = [
        {
            "单位": r.unit,
            "报表": form_title(r.form),
            "月份": f"{r.month:%Y-%m}",
            "旧表": r.submission_id,
            "旧表收到": f"{in_shanghai(r.received_at):%Y-%m-%d}",
            "新表": r.by_submission,
            "新表收到": f"{in_shanghai(r.replaced_at):%Y-%m-%d}",
            "文件": r.by_file,
        }
        for r in replaced
    ]
    number = pick(lines, "replaced")
    offer_xlsx(view, lines, "更正过的月份")
    if number is not None:
        _open(replaced[number].by_submission)


def show_withdrawn(view: View, withdrawn: Sequence[Received]) -> None:
    lines: Lines = [
        {
            "编号": r.submission_id,
            "撤回": f"{in_shanghai(r.withdrawn_at):%Y-%m-%d %H:%M}" if r.withdrawn_at else "",
            "撤回人": r.withdrawn_by,
            "原因": r.reason,
            "单位": "、".join(r.units),
            "报表": "、".join(map(form_title, r.forms)),
            "文件": r.file_name,
        }
        for r in withdrawn
    ]
    number = pick(lines, "withdrawn")
    offer_xlsx(view, lines, "已撤回的报送")
    if number is not None:
        _open(withdrawn[number].submission_id)


def _open(submission_id: int) -> None:
    go("pages/submissions.py", carried(submission=str(submission_id)))
