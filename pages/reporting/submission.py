"""One submission: what it was, what was found in it, what it did, and taking it back."""

import json
from dataclasses import replace

import pandas as pd
import streamlit as st

from etl.forms.forms import FORMS
from etl.problems import Problem
from etl.store.lines.ledger import Mode
from etl.store.outcome import Outcome, Receipt
from kpi.moments import in_shanghai
from kpi.reporting.received import Received, Told, units_of
from pages.drill.originals import offer_original, original_of
from pages.frame.address import go
from pages.frame.filters import View, carried
from pages.frame.store import fetch_changes, shown_store
from pages.frame.text import plain
from pages.reporting.changes import show_changes, show_effect
from pages.reporting.fetched import (
    fetch_days_answered,
    fetch_problems,
    fetch_received,
    fetch_replaced,
)
from pages.reporting.questions import show_questions
from pages.reporting.receive import Judged
from pages.reporting.sent import MARKS, RETURNED, period_text
from pages.reporting.upload import offer_returned, show_problems
from pages.reporting.withdraw import offer_withdrawal


def chosen_submission(view: View) -> Received | None:
    """The submission that the address names; warns of an unknown one."""
    text = st.query_params.get("submission")
    if text is None:
        return None
    items = fetch_received(view.version, view.at.known_at)
    chosen = next((r for r in items if str(r.submission_id) == text), None)
    if chosen is None:
        st.warning(f"没有第 {plain(text)} 号报送：链接可能来自另一个数据目录，或那时还没有收到。")
    return chosen


def show_submission(view: View, item: Received) -> None:
    """The page of one submission."""
    number = item.submission_id
    st.page_link(
        "pages/submissions.py",
        label="所有报送",
        icon=":material/arrow_back:",
        query_params=carried(),
    )
    st.title(f"第 {number} 号报送：{MARKS[item.state]}，{plain(item.file_name)}")
    given = "（导入时给定）" if item.claimed else ""
    units = "、".join(units_of(item, view.plan.reference)) or "单位不明"
    st.caption(
        f"{units}　收到：{in_shanghai(item.received_at):%Y-%m-%d %H:%M}{given}　"
        f"经手：{plain(item.received_by)}　{'补充' if item.mode == 'append' else '替换同月旧表'}"
    )
    _show_fate(view, item)
    _show_sheets(item)
    content = original_of(item.sha256)
    _show_check(view, item, content)
    if content is not None:
        offer_original(item.sha256, item.file_name, content)
    if item.state in RETURNED:
        return
    st.header("对数字的影响")
    if fetch_changes(view.version, number):
        show_changes(view.version, number)
    else:
        show_effect(view.version, number)
    offer_withdrawal(item)


def _show_fate(view: View, item: Received) -> None:
    """Why it counts no more, where it does not."""
    if item.withdrawn_at is not None:
        st.warning(
            f"{in_shanghai(item.withdrawn_at):%Y-%m-%d %H:%M} 由{plain(item.withdrawn_by)}撤回，"
            f"从那时起不再计入。原因：{plain(item.reason)}"
        )
    for replaced in fetch_replaced(view.version, view.at.known_at):
        if replaced.submission_id == item.submission_id:
            sheet = (
                f"{replaced.month.year}年{replaced.month.month}月《{FORMS[replaced.form].title}》"
            )
            st.page_link(
                "pages/submissions.py",
                label=f"{sheet}已由第 {replaced.by_submission} 号更正",
                icon=":material/published_with_changes:",
                query_params=carried(submission=str(replaced.by_submission)),
            )


def _show_sheets(item: Received) -> None:
    lines = [
        {
            "工作表": plain(sheet.sheet),
            "报表": FORMS[sheet.form].title,
            "单位": sheet.unit,
            "期间": period_text(sheet),
            "行数": str(sheet.rows),
        }
        for sheet in item.sheets
    ]
    if lines:
        st.table(pd.DataFrame(lines), hide_index=True)


def _show_check(view: View, item: Received, content: bytes | None) -> None:
    """Its problems; of a returned one the workbook that marks them, and the way to answer."""
    problems = tuple(map(_problem, fetch_problems(view.version, item.submission_id)))
    asked = f"{item.questions} 个问题{'待回答' if item.state == '待回答' else ''}，"
    counts = f"{item.errors} 个错误，{asked if item.questions else ''}{item.warnings} 条提醒"
    st.header(counts if problems else "检查没有发现问题")
    judged = _judged(item, problems)
    can_answer = item.state == "待回答" and view.is_live and content is not None
    if can_answer:
        by = st.text_input("回答人", max_chars=20, placeholder="姓名").strip()
        receipt = replace(judged.receipt, received_by=by or "网页回答")
        show_questions(shown_store(), replace(judged, receipt=receipt), _open)
    days = fetch_days_answered(shown_store().root, item.submission_id)
    show_problems(problems, days, asks=can_answer)
    if item.state in RETURNED and content is not None:
        offer_returned(shown_store(), judged)


def _problem(told: Told) -> Problem:
    return Problem.of_line(vars(told) | {"asked": told.asked and json.loads(told.asked)})


def _judged(item: Received, problems: tuple[Problem, ...]) -> Judged:
    """As it was when it was sent; whether it was to replace or nothing was said is not known."""
    outcome = Outcome(item.file_name, "returned", (), problems, item.sha256)
    mode: Mode | None = "append" if item.mode == "append" else None
    return Judged(outcome, Receipt(item.received_by, None, mode), f"detail-{item.submission_id}")


def _open(judged: Judged) -> None:
    """What came of it has a page of its own."""
    go("pages/submissions.py", carried(submission=str(judged.outcome.submission_id)))
