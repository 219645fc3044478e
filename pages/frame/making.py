"""What a page shows while the demo year is being made: how far it is, then the year itself."""

import streamlit as st

from etl.demo.progress import Making
from pages.frame.store import demo_making

LOOK_EVERY_SECONDS = 1


@st.fragment(run_every=LOOK_EVERY_SECONDS)
def show_making() -> None:
    """Looks again by itself; draws the whole page anew as soon as there is something to see."""
    making = demo_making()
    if making is None:
        st.rerun()
    if making.failed:
        _show_failed()
    else:
        _show_progress(making)
    st.page_link("pages/submissions.py", label="去数据报送", icon=":material/upload_file:")


def _show_progress(making: Making) -> None:
    st.title("演示数据正在生成…")
    count = f"{making.done} / {making.total} 份工作簿" if making.total else ""
    share = making.done / making.total if making.total else 0.0
    st.progress(share, f"{making.label} {count}".strip())
    st.markdown(
        "还没有真实数据，所以先生成一年的演示数据：填写工作簿，逐份检查，再入库，约半分钟。"
        "好了以后本页自动显示，不必刷新。已有真实报表的，也可以现在就上传。"
    )


def _show_failed() -> None:
    st.title("演示数据没有生成成功")
    st.error(
        "生成中途停止，没有留下任何数据。请联系管理员查看日志并重新生成，好了以后本页自动显示。"
    )
    st.markdown("不需要演示数据的，可以直接上传真实报表。")
