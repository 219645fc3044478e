"""The list of submissions, of which one can be opened."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from etl.forms.forms import FORMS
from etl.table.periods import Period
from kpi.moments import in_shanghai
from kpi.narrow import forms_in
from kpi.reporting.received import Received, SentSheet, units_of
from pages.frame.address import go
from pages.frame.filters import View, carried
from pages.show.charts import offer_xlsx
from pages.show.tables import pick_line, status_style

MARKS = {
    "已接收": "✔ 已接收",
    "待回答": "▽ 待回答",
    "已退回": "✖ 已退回",
    "已回答": "◌ 已回答",
    "已撤回": "– 已撤回",
    "已被替换": "◌ 已被替换",
}
RETURNED = ("待回答", "已退回", "已回答")  # nothing of it came in
NOT_IN = ("待回答", "已退回")  # and which the sender has something to do about
# the status whose colour each state wears
COLOURS = {
    "已接收": "已完成",
    "待回答": "滞后",
    "已退回": "逾期",
    "已回答": "未到期",
    "已撤回": "待下达",
    "已被替换": "未到期",
}


def is_of(view: View, item: Received, unit: str | None) -> bool:
    """Whether a submission is of a unit (None: of any), and of the area in the filters."""
    own = unit is None or unit in units_of(item, view.plan.reference)
    return own and is_in_area(view, item.forms)


def is_in_area(view: View, forms: Iterable[str | None]) -> bool:
    """Whether any of some forms is one on which the area in the filters rests."""
    return view.scope.area is None or not forms_in(view.plan, view.scope.area).isdisjoint(forms)


def show_sent(view: View, items: Sequence[Received], key: str) -> None:
    """A line a submission; a picked one is opened on 数据报送."""
    lines = sent_lines(view, items)
    styled = pd.DataFrame(lines).style.map(
        lambda mark: status_style(COLOURS[mark.split()[-1]], view.palette),
        subset=["结果"],
    )
    columns = {
        "编号": st.column_config.NumberColumn(width=60, pinned=True),
        "结果": st.column_config.TextColumn(width=100),
        "文件": st.column_config.TextColumn(width=330),
    }
    picked = pick_line(styled, f"sent-{key}", columns, 14)
    offer_xlsx(view, lines, "退回的报送" if key == "returned" else "报送清单")
    if picked is not None:
        number = str(items[picked].submission_id)
        go("pages/submissions.py", carried(submission=number))


def not_in_text(items: Sequence[Received]) -> str:
    """退回过 3 份，待回答 1 份."""
    counts = Counter(item.state for item in items)
    words = {"退回过": counts["已退回"], "待回答": counts["待回答"]}
    parts = [f"{word} {number} 份" for word, number in words.items() if number]
    return "，".join(parts) or "没有退回的报送"


def sent_lines(view: View, items: Sequence[Received]) -> list[dict[str, object]]:
    return [
        {
            "编号": item.submission_id,
            "结果": MARKS[item.state],
            "收到": f"{in_shanghai(item.received_at):%Y-%m-%d %H:%M}",
            "单位": "、".join(units_of(item, view.plan.reference)),
            "文件": item.file_name,
            "报表": "、".join(FORMS[form].title for form in item.forms),
            "期间": "、".join(dict.fromkeys(map(period_text, item.sheets))),
            "行数": sum(sheet.rows for sheet in item.sheets),
            "错误": item.errors,
            "提醒": item.warnings,
            "经手": item.received_by,
        }
        for item in items
    ]


def period_text(sheet: SentSheet) -> str:
    return str(Period(sheet.first_month, sheet.last_month))


def choose_sent(view: View, items: Sequence[Received]) -> list[Received]:
    """Those of the unit in the filters, and of the form and state chosen here."""
    titles = {FORMS[code].title: code for code in FORMS}
    left, right = st.columns(2)
    title = left.selectbox(
        "哪张报表",
        list(titles),
        index=None,
        placeholder="全部",
        key="sent_form",
        bind="query-params",
    )
    state = right.selectbox(
        "结果", list(MARKS), index=None, placeholder="全部", key="sent_state", bind="query-params"
    )
    form = titles.get(title or "")
    return [
        item
        for item in items
        if is_of(view, item, view.scope.unit)
        and form in (None, *item.forms)
        and state in (None, item.state)
    ]
