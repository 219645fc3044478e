"""The verdict on a file that was sent: what was found in it, and what it did."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from etl.account.cells import cells_in_words
from etl.forms.forms import FORMS
from etl.forms.template import write_template
from etl.problems import Problem, has_faults
from etl.returned.hand_back import Returned, has_macros, returned_name, returned_workbook
from etl.rules import ANSWERED
from etl.store.disk.folder import Store
from etl.store.lines.memory import Key
from etl.store.outcome import Outcome
from etl.table.periods import Period
from kpi.engine.warehouse import published
from pages.frame.store import real_store, the_office
from pages.frame.text import plain
from pages.reporting.changes import show_changes
from pages.reporting.fetched import fetch_days_answered
from pages.reporting.questions import Answered, open_questions, show_answered, show_questions
from pages.reporting.receive import Judged
from pages.show.charts import XLSX

MOST_SHOWN = 300
WORDS = {
    "accepted": "已接收",
    "returned": "已退回",
    "unchanged": "未变：已接收过同一文件",
    "failed": "没有收下",
}
DRY_WORDS = WORDS | {"accepted": "可以接收", "returned": "会退回"}
# whether it only waits for an answer
LABELS = {
    False: "下载退回件（原表标出有问题的单元格）",
    True: "下载原表（标出要回答的单元格）",
}
SEVERITIES = {"error": "错误", "warning": "提醒", "info": "说明"}


def show_judged(judged: Judged, then: Answered) -> None:
    """The verdict on a file, its sheets, what is to be answered, and a table of every problem.

    `then` is called with what came of it once it is answered.
    """
    outcome = judged.outcome
    _show_verdict(judged)
    _show_sheets(outcome)
    if judged.waits:
        show_questions(real_store(), judged, then)
    show_problems(outcome.problems, _days(outcome), asks=judged.waits)
    if outcome.verdict == "returned":
        offer_returned(real_store(), judged)
    if outcome.verdict == "accepted" and not judged.is_dry and outcome.is_published:
        show_changes(published(real_store().root), outcome.submission_id)


def _show_verdict(judged: Judged) -> None:
    outcome = judged.outcome
    if judged.waits:
        count = len(open_questions(outcome.problems))
        then = "只检查，没有入库" if judged.is_dry else "还没有计入，回答后马上计入"
        text = f"待回答：{plain(outcome.file)}（{count} 个问题）　{then}"
        st.warning(text, icon=":material/help:")
        return
    accepted = outcome.verdict not in ("returned", "failed")
    number = f"（第 {outcome.submission_id} 号）" if accepted and outcome.submission_id else ""
    words = DRY_WORDS if judged.is_dry else WORDS
    text = f"{words[outcome.verdict]}：{plain(outcome.file)}{number}"
    if outcome.fault:
        text += f"　{plain(outcome.fault)}。请稍后再报，或联系管理员。"
    if not outcome.is_published:
        text += "　已收下，正在入库：数字还没有更新，不必再报。"
    (st.success if accepted else st.error)(text, icon="✔" if accepted else "✖")


def _show_sheets(outcome: Outcome) -> None:
    """Each sheet: the forms that came in, and what became of all its cells."""
    counted = {cells.sheet: cells for cells in outcome.cells}
    lines: dict[str, list[str]] = {name: [] for name in counted}
    for sheet in outcome.sheets:
        period = Period(sheet.first_month, sheet.last_month)
        text = f"《{FORMS[sheet.form].title}》{sheet.unit}　{period}　{sheet.rows} 行"
        lines.setdefault(sheet.sheet, []).append(text)
    for name, texts in lines.items():
        cells = [cells_in_words(counted[name])] if name in counted else []
        st.caption(f"{plain(name)}：{'　'.join((*texts, *cells))}")


def _days(outcome: Outcome) -> Mapping[Key, date]:
    if outcome.submission_id is None or all(p.rule != ANSWERED for p in outcome.problems):
        return {}
    return fetch_days_answered(real_store().root, outcome.submission_id)


def show_problems(
    problems: Sequence[Problem], days: Mapping[Key, date], *, asks: bool = False
) -> None:
    """How it was read by answers, and a table of the problems; of a great many, how many more.

    `asks`: its open questions are shown elsewhere.
    """
    show_answered(problems, days)
    listed = [p for p in problems if p.rule != ANSWERED and not (asks and p.is_open)]
    lines = [
        {
            "程度": "问题" if p.is_open else SEVERITIES[p.severity],
            "工作表": plain(p.sheet or ""),
            "单元格": p.cell or "",
            "现值": plain(p.value or ""),
            "问题": plain(p.message),
            "怎样改": plain(p.hint),
        }
        for p in listed[:MOST_SHOWN]
    ]
    if lines:
        st.table(pd.DataFrame(lines), hide_index=True)
    if has_faults(problems) and any(p.is_open for p in problems):
        st.caption("“问题”等“错误”改好、再报送时回答")
    if len(listed) > MOST_SHOWN:
        st.caption(f"另有 {len(listed) - MOST_SHOWN} 条，退回件的“退回说明”里都有。")


def offer_returned(store: Store, judged: Judged) -> None:
    """The sender's own file with its bad cells marked, made when it is asked for."""
    outcome = judged.outcome
    content = judged.content(store)
    # only a file with macros has to be made to know its name
    made = made_returned(outcome, content) if has_macros(content) else None
    st.download_button(
        LABELS[judged.waits],
        data=made.content if made else lambda: made_returned(outcome, content).content,
        file_name=made.name if made else returned_name(outcome.file),
        mime=XLSX,
        icon=":material/download:",
        key=f"returned-{judged.key}",
        on_click="ignore",
    )


@st.cache_data(max_entries=8, show_spinner="正在生成退回件…")
def made_returned(outcome: Outcome, _content: bytes) -> Returned:
    """The workbook to hand back, made once."""
    return returned_workbook(outcome.file, _content, outcome.problems, outcome.told_cells)


def template_bytes(code: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(FORMS[code], the_office(), path)
        return path.read_bytes()
