"""What a page shows where there is nothing to show yet."""

import streamlit as st


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
