"""What a page shows where there is nothing to show yet."""

import streamlit as st


def show_no_data(reason: str) -> None:
    """Says what is missing and what to do."""
    st.title("还没有可看的数据")
    st.info(reason)
    st.markdown(
        """
        **从哪里开始**

        1. 生成空白模板：`python -m etl template purchase -o 采购明细表.xlsx`
        2. 填好后先检查：`python -m etl check 采购明细表.xlsx`
        3. 报送：`python -m etl load 采购明细表.xlsx`，再刷新本页
        """
    )
