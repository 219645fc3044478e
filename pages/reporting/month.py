"""The parts of 每月一报: who is missing, the reports of a cell, the reminders."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import pandas as pd
import streamlit as st

from etl.forms.forms import FORMS
from kpi.moments import in_shanghai
from kpi.reporting.reminders import Reminder
from kpi.reporting.reports import Report
from pages.frame.address import go, narrow_to
from pages.frame.filters import View, carried
from pages.reporting.fetched import fetch_coming
from pages.reporting.reports import MARKS
from pages.show.charts import offer_xlsx

Cell = tuple[str, date]  # unit, month


def month_label(month: date) -> str:
    return f"{month.year}年{month.month}月"


def choose_month(reports: Sequence[Report], as_of: date) -> date:
    """The newest month of which a report is due already, to be changed in the box."""
    months = {month_label(r.month): r.month for r in sorted(reports, key=lambda r: r.month)}
    due = [label for label, m in months.items() if _is_due(m, reports, as_of)]
    newest = due[-1] if due else list(months)[-1]
    label = st.selectbox(
        "月份",
        list(months),
        index=list(months).index(newest),
        key="report_month",
        bind="query-params",
    )
    return months[label]


def _is_due(month: date, reports: Sequence[Report], as_of: date) -> bool:
    return any(r.month == month and r.due_on <= as_of for r in reports)


def choose_form(reports: Sequence[Report]) -> str | None:
    """One form, or all of them together (None)."""
    codes = sorted({r.form for r in reports}, key=list(FORMS).index)
    titles = {FORMS[code].title: code for code in codes}
    title = st.selectbox(
        "报表",
        list(titles),
        index=None,
        placeholder="全部报表合看",
        key="report_form",
        bind="query-params",
    )
    return titles.get(title or "")


def show_missing(reports: Sequence[Report], as_of: date) -> None:
    """Who has not reported for the month, each with what is missing and since when."""
    missing = [r for r in reports if r.state == "未报" and r.due_on <= as_of]
    if not missing:
        return
    lines = [
        {
            "没有报的单位": unit,
            "缺哪些报表": "".join(f"《{FORMS[r.form].title}》" for r in own_reports),
            "期限": f"{min(r.due_on for r in own_reports):%Y-%m-%d}",
        }
        for unit, own_reports in ((u, list(g)) for u, g in groupby(missing, key=lambda r: r.unit))
    ]
    st.table(pd.DataFrame(lines), hide_index=True)


def open_cell(view: View, picked: tuple[str, date | None] | None, form: str | None) -> Cell | None:
    """A picked name becomes the filter, a cell of one form its submission, another is opened."""
    if picked is None:
        return _parse(st.query_params.get("cell", ""))
    unit, month = picked
    if month is None:
        narrow_to("unit", unit)
    by_report = fetch_coming(view.version, view.at.known_at)
    if form and (numbers := by_report.get((form, unit, month))):
        go("pages/submissions.py", carried(submission=str(numbers[0])))
    st.query_params["cell"] = f"{unit}:{month:%Y-%m}"
    return unit, month


def _parse(text: str) -> Cell | None:
    unit, _, month = text.partition(":")
    try:
        return unit, date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def show_cell_reports(view: View, cell: Cell, reports: Sequence[Report]) -> None:
    """Each report of a unit and month, and the submissions that brought it."""
    unit, month = cell
    own_reports = [r for r in reports if (r.unit, r.month) == cell]
    if not own_reports:
        return
    st.subheader(f"{unit}　{month_label(month)}")
    by_report = fetch_coming(view.version, view.at.known_at)
    for report in own_reports:
        title = f"{MARKS[report.state]}　《{FORMS[report.form].title}》"
        numbers = by_report.get((report.form, unit, month), ())
        if report.received_at is None or not numbers:
            st.markdown(f"{title}　应于 {report.due_on:%Y-%m-%d} 前报送，没有收到")
            continue
        first = (
            f"期限 {report.due_on:%Y-%m-%d}，首次收到 {in_shanghai(report.received_at):%Y-%m-%d}"
        )
        st.markdown(f"{title}　{first}")
        st.page_link(
            "pages/submissions.py",
            label=f"看第 {numbers[0]} 号报送",
            icon=":material/description:",
            query_params=carried(submission=str(numbers[0])),
        )


def show_reminders(view: View, reminders: Sequence[Reminder]) -> None:
    """The reminders to copy, all in one or one alone, and as a workbook."""
    texts = {reminder.unit: reminder.text for reminder in reminders}
    unit = st.selectbox(
        "催哪个单位",
        list(texts),
        index=None,
        placeholder=f"全部 {len(reminders)} 家，一次复制",
        key="remind",
        bind="query-params",
    )
    st.caption("点文字框右上角的按钮即可复制")
    text = texts[unit] if unit else "\n\n".join(texts.values())
    # the box scrolls, not the text in it: the keyboard reaches the one, not the other
    with st.container(height=320 if text.count("\n") > 14 else "content", border=False):
        st.code(text, language=None, wrap_lines=True)
    offer_xlsx(view, reminder_lines(reminders), "催报清单")


def reminder_lines(reminders: Sequence[Reminder]) -> list[dict[str, object]]:
    """A line a unit and form."""
    return [
        {
            "单位": reminder.unit,
            "报表": missing.title,
            "月份": "、".join(f"{m.month}月" for m in missing.months),
            "份数": len(missing.months),
            "最早应报": missing.since,
            "已逾期天数": missing.days_overdue,
            "催报文字": reminder.text,
        }
        for reminder in reminders
        for missing in reminder.missing
    ]
