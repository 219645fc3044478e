"""Uploads: through the same door as the command line, each with its verdict."""

import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from etl.forms.forms import FORMS
from etl.forms.template import write_template
from etl.problems import Problem
from etl.returned.hand_back import Returned, has_macros, returned_name, returned_workbook
from etl.store.admit import load_file
from etl.store.folder import Store, StoreBusyError
from etl.store.ledger import Mode
from etl.store.outcome import Outcome, Receipt
from etl.store.warehouse import RebuildError
from etl.table.periods import Period
from kpi.engine.warehouse import published
from kpi.reporting.received import Told
from pages.frame.store import real_store, the_office
from pages.frame.text import plain
from pages.reporting.changes import show_changes
from pages.show.charts import XLSX

MOST_SHOWN = 300
log = logging.getLogger(__name__)
MODES: dict[str, Mode] = {"更正：新表替换旧表": "replace", "补充：新旧合计": "append"}
WORDS = {"accepted": "已接收", "returned": "已退回", "unchanged": "未变：已接收过同一文件"}
SEVERITIES = {"error": "错误", "warning": "提醒", "info": "说明"}


def receive(files: Sequence[UploadedFile], by: str, answer: str) -> tuple[list[Outcome], list[str]]:
    """Loads the files one by one into the real store: the verdicts, and what could not be kept."""
    receipt = Receipt(by.strip() or "网页报送", None, MODES.get(answer))
    outcomes, faults = [], []
    bar = st.progress(0.0, text="正在检查…")
    for number, file in enumerate(files, start=1):
        bar.progress(
            number / len(files), text=f"正在检查第 {number}/{len(files)} 份：{plain(file.name)}"
        )
        try:
            outcome = load_file(real_store(), the_office(), file.name, file.getvalue(), receipt)
        except (StoreBusyError, RebuildError, OSError) as error:
            log.exception("upload of %s failed", file.name)
            faults.append(f"{file.name}：没有收下，数据目录暂时无法写入，请稍后再报。（{error}）")
            continue
        outcomes.append(outcome)
    bar.empty()
    return outcomes, faults


def show_outcome(outcome: Outcome, key: str) -> None:
    """The verdict on a file, its sheets, and a table of every problem."""
    accepted = outcome.verdict != "returned"
    number = f"（第 {outcome.submission_id} 号）" if accepted and outcome.submission_id else ""
    text = f"{WORDS[outcome.verdict]}：{plain(outcome.file)}{number}"
    (st.success if accepted else st.error)(text, icon="✔" if accepted else "✖")
    for sheet in outcome.sheets:
        period = Period(sheet.first_month, sheet.last_month)
        title = FORMS[sheet.form].title
        st.caption(f"{plain(sheet.sheet)}：《{title}》{sheet.unit}　{period}　{sheet.rows} 行")
    show_problems(outcome.problems)
    if outcome.verdict == "returned":
        offer_returned(real_store(), outcome, key)
    if outcome.verdict == "accepted" and outcome.submission_id is not None:
        show_changes(published(real_store().root), outcome.submission_id)


def show_problems(problems: Sequence[Problem] | Sequence[Told]) -> None:
    """A table of the problems, where there are any; of a great many, how many more there are."""
    lines = [
        {
            "程度": SEVERITIES[p.severity],
            "工作表": plain(p.sheet or ""),
            "单元格": p.cell or "",
            "现值": plain(p.value or ""),
            "问题": plain(p.message),
            "怎样改": plain(p.hint),
        }
        for p in problems[:MOST_SHOWN]
    ]
    if lines:
        st.table(pd.DataFrame(lines), hide_index=True)
    if len(problems) > MOST_SHOWN:
        st.caption(f"另有 {len(problems) - MOST_SHOWN} 条，退回件的“退回说明”里都有。")


def offer_returned(store: Store, outcome: Outcome, key: str) -> None:
    """The sender's own file with its bad cells marked, made when it is asked for."""
    content = store.original(outcome.sha256).read_bytes()
    # only a file with macros has to be made to know its name
    made = _returned(outcome, content) if has_macros(content) else None
    st.download_button(
        "下载退回件（原表标出有问题的单元格）",
        data=made.content if made else lambda: _returned(outcome, content).content,
        file_name=made.name if made else returned_name(outcome.file),
        mime=XLSX,
        icon=":material/download:",
        key=f"returned-{key}",
        on_click="ignore",
    )


@st.cache_data(max_entries=8, show_spinner="正在生成退回件…")
def _returned(outcome: Outcome, _content: bytes) -> Returned:
    return returned_workbook(outcome.file, _content, outcome.problems)


def template_bytes(code: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(FORMS[code], the_office(), path)
        return path.read_bytes()
