"""What a page shows where there is nothing to show yet."""

from collections.abc import Sequence

import streamlit as st

from pages.frame.text import plain


def show_no_data(reason: str) -> None:
    """Says what is missing and what to do."""
    st.title("还没有可看的数据")
    st.info(reason)
    st.markdown(
        """
        **从哪里开始**

        1. 到“数据报送”页下载空白模板，填好后在同一页上传；
        2. 或在命令行报送整个文件夹：`python -m etl load 文件夹`；
        3. 想先看看样子：`python -m etl demo` 生成一年的演示数据。
        """
    )
    st.page_link("pages/submissions.py", label="去数据报送", icon=":material/upload_file:")


def show_plan_faults(faults: Sequence[str]) -> None:
    """Every fault of the year's plan, so that all are mended at once."""
    st.title(f"年度计划文件有 {len(faults)} 处错误，改正后刷新本页")
    for fault in faults:
        st.markdown(f"- {plain(fault)}")
