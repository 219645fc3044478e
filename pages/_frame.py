"""What stands around every page: Streamlit's own words in Chinese, paper, whose data is shown."""

from functools import cache
from pathlib import Path

import streamlit as st

from pages._present import step
from pages._store import is_demo


@cache
def _frame() -> str:
    return (
        f"<style>{_beside('_sheet.css')}</style>"
        f"<script>{_beside('_history.js')}\n{_beside('_chinese.js')}\n{_beside('_sheet.js')}</script>"
    )


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def show_frame() -> None:
    """The notice of demo data, on every page; Streamlit's words in Chinese; steps back; paper."""
    presenting = step() is not None
    # a sidebar with anything in it stands there
    (st.bottom if presenting else st.sidebar).html(_frame(), unsafe_allow_javascript=True)
    if is_demo() and presenting:
        st.caption("演示数据，不是真实情况")
    elif is_demo():
        st.info(
            "**演示数据**：由程序生成的一年，不是真实情况。要用真实数据，到“数据报送”页上传第一份报表即可。",
            icon=":material/science:",
        )
