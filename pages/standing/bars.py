"""The towns' bars on 总览: the figure that all of them are judged by."""

import streamlit as st

from kpi.findings import entity_finding, most_urgent_first
from pages.frame.address import go, pick_key
from pages.frame.filters import View, to_indicator
from pages.show.bars import offer_bars
from pages.show.charts import pick_mark
from report.charts.figures import quota_bars


def show_town_bars(view: View) -> None:
    """A bar each with its quota and pace; a bar opens the indicator for its town."""
    code = view.plan.shown.towns
    rows = [row for row in view.rows if row.indicator == code and row.level == "entity"]
    if code is None or not rows:
        return
    indicator, finding = view.plan.indicator(code), entity_finding(rows, "镇街")
    st.header(f"{indicator.name}：{finding}")
    due, came = sum(r.reports_due for r in rows), sum(r.reports_in for r in rows)
    st.caption(f"单位：{indicator.uom}　应报 {due} 份，已报 {came} 份　点一根柱子，看这个镇街")
    ordered = most_urgent_first(rows)
    figure = quota_bars(ordered, indicator.uom, view.palette)
    picked = pick_mark(view, figure, indicator.name, finding, pick_key("town-bars"))
    if picked is not None:
        go("pages/indicator.py", to_indicator(view.plan, code, picked))
    offer_bars(view, figure, indicator, ordered, indicator.name)
    st.page_link(
        "pages/indicator.py",
        label="逐个镇街往下看",
        icon=":material/arrow_forward:",
        query_params=to_indicator(view.plan, code),
    )
