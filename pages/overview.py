"""总览: every indicator against its quota, and the towns' purchases."""

import streamlit as st

from kpi.findings import district_rows, entity_finding, most_urgent_first, overall_finding
from kpi.warehouse import NoWarehouseError
from pages._empty import show_no_data
from pages._store import current_version, fetch_latest_day, fetch_progress, the_plan
from pages._tables import show_indicators
from report.figures import quota_bars
from report.theme import palette_of

TOWNS_INDICATOR = "enterprise_purchase"

plan = the_plan()
try:
    version = current_version()
except NoWarehouseError as reason:
    show_no_data(str(reason))
    st.stop()

as_of = st.sidebar.date_input(
    "截至日",
    value=fetch_latest_day(version),
    min_value=plan.first_day,
    max_value=plan.last_day,
    key="as_of",
    bind="query-params",
)
rows = fetch_progress(version, as_of)
palette = palette_of(st.context.theme.type)

indicators = district_rows(rows)
st.title(overall_finding(indicators))
st.caption(f"{plan.document}（{plan.number}）　截至 {as_of:%Y年%-m月%-d日}")

towns = [r for r in rows if r.indicator == TOWNS_INDICATOR and r.level == "entity"]
indicator = plan.indicator(TOWNS_INDICATOR)
st.header(f"{indicator.name}：{entity_finding(towns, '镇街')}")
reports_in, reports_due = sum(r.reports_in for r in towns), sum(r.reports_due for r in towns)
st.caption(f"单位：{indicator.uom}　应报 {reports_due} 份，已报 {reports_in} 份")
st.plotly_chart(
    quota_bars(sorted(towns, key=lambda r: r.pace_gap_points or 0.0), indicator.uom, palette),
    theme=None,
    config={"displaylogo": False, "displayModeBar": False},
)

st.header("全部指标")
order = st.segmented_control(
    "排序", ["急的在前", "按工作要点"], default="急的在前", key="order", bind="query-params"
)
show_indicators(
    indicators if order == "按工作要点" else most_urgent_first(indicators), plan, palette
)
