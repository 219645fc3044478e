"""The answers that hold for a unit's next workbooks: a list, and taking one back."""

import logging
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from etl.store.faults import STORE_FAULTS, fault_words
from etl.store.forget import NothingToForgetError, forget
from etl.store.lines.memory import Remembered
from kpi.moments import in_shanghai
from pages.frame.address import draw_anew
from pages.frame.filters import View, carried
from pages.frame.store import shown_store, the_office
from pages.frame.text import plain
from pages.reporting.doubts import Lines
from pages.reporting.fetched import fetch_remembered
from pages.show.charts import offer_xlsx
from pages.show.tables import pick_line

log = logging.getLogger(__name__)
ANONYMOUS = "网页收回"
COLUMNS = {
    "单位": st.column_config.TextColumn(width=95, pinned=True),
    "问题": st.column_config.TextColumn(width=360),
    "回答": st.column_config.TextColumn(width=220),
    "从哪天起": st.column_config.TextColumn(width=90),
}
FORGOTTEN = "forgotten"  # the session's key for what was taken back just now


def show_remembered(view: View) -> None:
    """Those of the unit in the filters; of one that is picked the form to take it back."""
    unit = view.scope.unit
    kept = [k for k in fetch_remembered(view.version) if unit in (None, k.answer.unit)]
    st.header(f"记住的回答：{len(kept)} 个" if kept else "没有记住的回答")
    if text := st.session_state.pop(FORGOTTEN, None):
        st.success(text, icon="✔")
    if not kept:
        return
    st.caption("回答过一次的问题，同一单位、同样格式的表照此读，不再问。点选一行，可以收回")
    lines = answer_lines(kept)
    number = pick_line(pd.DataFrame(lines), "remembered", COLUMNS, 11)
    offer_xlsx(view, lines, "记住的回答")
    if number is not None:
        _offer_to_forget(kept[number])


def answer_lines(kept: Sequence[Remembered]) -> Lines:
    return [
        {
            "单位": k.answer.unit,
            "问题": asked_text(k),
            "回答": k.answer.words,
            "从哪天起": f"{in_shanghai(k.since):%Y-%m-%d}",
            "编号": k.entry.submission_id,
            "回答人": k.entry.received_by,
        }
        for k in kept
    ]


def asked_text(kept: Remembered) -> str:
    """The question without the answer, which the message ends with."""
    return kept.answer.message.partition(" 已按回答处理")[0]


def _offer_to_forget(kept: Remembered) -> None:
    st.markdown(f"**收回{plain(kept.answer.unit)}的这个回答**　{plain(asked_text(kept))}")
    st.markdown(
        f"现在的回答：{plain(kept.answer.words)}。收回后，已收的报送不变；"
        f"{plain(kept.answer.unit)}下次再报同样格式的表，还会问这个问题。"
    )
    st.page_link(
        "pages/submissions.py",
        label=f"这样回答的是第 {kept.entry.submission_id} 号报送",
        icon=":material/description:",
        query_params=carried(submission=str(kept.entry.submission_id)),
    )
    key = f"{kept.answer.unit}-{kept.answer.question}"
    with st.form(f"forget-{key}", border=False):
        by = st.text_input("经手人", max_chars=20, placeholder="姓名", key=f"by-{key}")
        sure = st.checkbox("我确认收回这个回答", key=f"sure-{key}")
        sent = st.form_submit_button("收回", icon=":material/undo:")
    if sent and not sure:
        st.warning("没有收回：请勾选确认。")
    elif sent:
        _forget(kept, by.strip() or ANONYMOUS)


def _forget(kept: Remembered, by: str) -> None:
    unit, question = kept.answer.unit, kept.answer.question
    try:
        forget(shown_store(), the_office(), unit, question, by)
    except NothingToForgetError as why:
        st.error(f"没有收回：{plain(why)}，可能已有人收回，请刷新本页")
        return
    except STORE_FAULTS as error:
        log.exception("the answer of %s to %s could not be taken back", unit, question)
        st.error(f"没有收回：{plain(fault_words(error))}。请稍后再试，或联系管理员。")
        return
    # quoted, so that no line of a log can be made up on a page
    log.info("answer of %s to %s taken back by %r", unit, question, by)
    st.session_state[FORGOTTEN] = (
        f"已收回{plain(unit)}的回答：{plain(kept.answer.words)}。"
        "已收的报送不变，下次报同样格式的表时再问。"
    )
    draw_anew()
    st.rerun()
