"""Taking a submission back from the page: with a reason, a name and a second thought."""

import logging

import streamlit as st

from etl.changes.history import withdrawn_text
from etl.store.faults import STORE_FAULTS, fault_words
from etl.store.withdraw import WithdrawError, withdraw
from kpi.reporting.received import Received
from pages.frame.store import shown_store, the_office
from pages.frame.text import plain

log = logging.getLogger(__name__)
ANONYMOUS = "网页撤回"


def offer_withdrawal(item: Received) -> None:
    """What became of a withdrawal just made; else the form to make one, where it can be made."""
    number, text = st.session_state.get("withdrawn", (None, ""))
    if number == item.submission_id:
        st.header("已撤回")
        for line in text.splitlines():
            st.markdown(plain(line.strip()))
    if item.state == "已撤回":
        return
    with st.expander("撤回这份报送"):
        _ask(item)


def _ask(item: Received) -> None:
    st.markdown("撤回后它从此不再计入，它替换掉的旧表重新计入。不删除任何东西，原件和记录都在。")
    with st.form("withdraw", border=False):
        reason = st.text_input("撤回的原因（必填）", max_chars=200, placeholder="例如：单位填错")
        by = st.text_input("经手人", max_chars=20, placeholder="姓名", key="withdraw_by")
        sure = st.checkbox(f"我确认撤回第 {item.submission_id} 号报送")
        sent = st.form_submit_button("撤回", icon=":material/undo:")
    if not sent:
        return
    if not reason.strip() or not sure:
        st.warning("没有撤回：请写明原因，并勾选确认。")
        return
    _take_back(item.submission_id, reason, by.strip() or ANONYMOUS)


def _take_back(number: int, reason: str, by: str) -> None:
    try:
        done = withdraw(shown_store(), the_office(), number, reason, by)
    except WithdrawError as why:
        st.error(f"没有撤回：{plain(why)}")
        return
    except STORE_FAULTS as error:
        log.exception("withdrawal of submission %d failed", number)
        st.error(f"没有撤回：{plain(fault_words(error))}。请稍后再试，或联系管理员。")
        return
    # quoted, so that no line of a log can be made up on a page
    log.info("submission %d withdrawn by %r: %r", number, by, reason)
    st.session_state["withdrawn"] = (number, withdrawn_text(done))
    st.rerun()
