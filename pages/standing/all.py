"""全部指标: all indicators in one table, the urgent first or as in the document."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.findings import most_urgent_first
from pages.frame.address import go
from pages.frame.filters import View, to_indicator
from pages.show.charts import offer_xlsx
from pages.show.tables import export_lines, show_progress


@st.fragment
def show_all_indicators(view: View, rows: Sequence[Progress]) -> None:
    """A click on a row leads to its indicator; another order redraws this table alone."""
    st.header("全部指标")
    order = st.segmented_control(
        "排序", ["急的在前", "按工作要点"], default="急的在前", key="order", bind="query-params"
    )
    listed = list(rows) if order == "按工作要点" else most_urgent_first(rows)
    st.caption("点选一行，查看该指标")
    picked = show_progress(listed, view, "overview", entities=view.scope.entity is not None)
    offer_xlsx(view, export_lines(listed, view.plan), "全部指标")
    if picked is not None:
        entity = view.scope.entity and picked.entity
        go("pages/indicator.py", to_indicator(view.plan, picked.indicator, entity))
