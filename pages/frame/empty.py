"""What a page shows where there is nothing to show yet."""

from collections.abc import Sequence

import streamlit as st

from pages.frame.text import plain

UNREADABLE = "收到的报表和原件都还在，但数字现在读不出来。请联系管理员重建数据，之后刷新本页。"


def show_no_data(reason: str) -> None:
    """Says why nothing can be shown, and who can help."""
    st.title("现在没有可看的数字")
    st.info(plain(reason))
    st.page_link("pages/submissions.py", label="去数据报送", icon=":material/upload_file:")


FIRST = "还没有收到报表"
WAITING = "有报表在等回答：请到“数据报送”再上传一次，回答问题后随即入库"
RETURNED = "收到的报表还没有一份通过检查：请按退回的说明改好后再报送"


def show_before_first_report(is_first: bool, waits: bool) -> None:
    """Above every page until a report counts: what is shown instead of figures, and what to do.

    `waits`: one that was received has an open question.
    """
    why = FIRST if is_first else WAITING if waits else RETURNED
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(
            f":material/info: **{why}。** 现在看到的是工作要点的任务、目标和应报清单；"
            "收到第一份报表后开始计算。",
            width="content",
        )
        st.page_link(
            "pages/submissions.py", label="下载模板、上传报表", icon=":material/upload_file:"
        )


def show_plan_faults(faults: Sequence[str]) -> None:
    """Every fault of the year's plan, so that all are mended at once."""
    st.title(f"年度计划文件有 {len(faults)} 处错误，改正后刷新本页")
    for fault in faults:
        st.markdown(f"- {plain(fault)}")
