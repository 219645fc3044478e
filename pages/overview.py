"""总览: the quarter in a sentence, the headline figures, who is behind, every indicator."""

import streamlit as st

from kpi.findings import entity_finding, laggards, most_urgent_first, overall_finding
from kpi.headlines import headlines
from kpi.narrow import in_scope
from pages._charts import offer_xlsx, show_chart
from pages._filters import the_view, to_indicator
from pages._headlines import show_cards, show_laggards
from pages._tables import export_lines, show_progress
from report.figures import quota_bars

TOWNS_INDICATOR = "enterprise_purchase"

view = the_view()
rows = view.narrowed
scope = view.scope.name(view.plan)
st.title(overall_finding(rows))
st.caption(f"{view.plan.document}（{view.plan.number}）　{scope}　截至 {view.stamp}")

if view.scope.is_whole:
    show_cards(headlines(view.rows))
    towns = [r for r in view.rows if r.indicator == TOWNS_INDICATOR and r.level == "entity"]
    indicator = view.plan.indicator(TOWNS_INDICATOR)
    finding = entity_finding(towns, "镇街")
    due, came = sum(r.reports_due for r in towns), sum(r.reports_in for r in towns)
    st.header(f"{indicator.name}：{finding}")
    st.caption(f"单位：{indicator.uom}　应报 {due} 份，已报 {came} 份")
    ordered = sorted(towns, key=lambda r: r.pace_gap_points or 0.0)
    figure = quota_bars(ordered, indicator.uom, view.palette)
    show_chart(view, figure, indicator.name, alt=finding)
    st.page_link(
        "pages/indicator.py",
        label="逐个镇街往下看",
        icon=":material/arrow_forward:",
        query_params=to_indicator(view.plan, TOWNS_INDICATOR),
    )

behind = laggards(in_scope(view.rows, view.plan, view.scope))
if behind:
    st.header(f"落后于序时的 {len(behind)} 项指标，差距大的在前")
    show_laggards(view, behind)

st.header("全部指标")
order = st.segmented_control(
    "排序", ["急的在前", "按工作要点"], default="急的在前", key="order", bind="query-params"
)
listed = rows if order == "按工作要点" else most_urgent_first(rows)
st.caption("点选一行，查看该指标")
picked = show_progress(listed, view, "overview", entities=view.scope.entity is not None)
offer_xlsx(view, export_lines(listed, view.plan), "全部指标")
if picked is not None:
    chosen = to_indicator(view.plan, picked.indicator, view.scope.entity and picked.entity)
    st.switch_page("pages/indicator.py", query_params=chosen)
