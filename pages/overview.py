"""总览: the quarter in a sentence, the headline figures, who is behind, every indicator."""

import streamlit as st

from kpi.findings import entity_finding, laggards, most_urgent_first, overall_finding
from kpi.headlines import headlines
from kpi.narrow import in_scope
from pages._address import go
from pages._charts import offer_xlsx, show_chart
from pages._filters import the_view, to_indicator, towns
from pages._headlines import show_cards, show_laggards
from pages._since import show_changes_since
from pages._snapshots import offer_snapshots
from pages._store import fetch_reports
from pages._tables import export_lines, show_progress
from pages._wall import show_indicator_wall
from report.figures import quota_bars

TOWNS_INDICATOR = "enterprise_purchase"

view = the_view()
rows = view.narrowed
scope = view.scope.name(view.plan)
st.title(overall_finding(rows))
due = [r for r in fetch_reports(view.version, view.at) if r.due_on <= view.as_of]
came = sum(report.received_at is not None for report in due)
st.caption(
    f"{view.plan.document}（{view.plan.number}）　{scope}　截至 {view.stamp}　"
    f"应报 {len(due)} 份报表，已报 {came} 份"
)

if view.scope.is_whole:
    show_cards(headlines(view.rows))

behind = laggards(in_scope(view.rows, view.plan, view.scope))
if behind:
    st.header(f"落后于序时的 {len(behind)} 项指标，差距大的在前")
    show_laggards(view, behind)

if view.scope.is_whole:
    show_changes_since(view)
    st.header("挂图作战")
    across = st.segmented_control(
        "横向看", ["镇街", "结对县"], default="镇街", key="across", bind="query-params"
    )
    st.caption("点一格，看这个指标和单位；“·”表示不考核")
    counties = [county.name for county in view.plan.reference.counties]
    show_indicator_wall(
        view, counties if across == "结对县" else towns(view.plan), across or "镇街"
    )

    rows_of_towns = [r for r in view.rows if r.indicator == TOWNS_INDICATOR and r.level == "entity"]
    indicator = view.plan.indicator(TOWNS_INDICATOR)
    finding = entity_finding(rows_of_towns, "镇街")
    st.header(f"{indicator.name}：{finding}")
    own_due = sum(r.reports_due for r in rows_of_towns)
    own_came = sum(r.reports_in for r in rows_of_towns)
    st.caption(f"单位：{indicator.uom}　应报 {own_due} 份，已报 {own_came} 份")
    ordered = sorted(rows_of_towns, key=lambda r: r.pace_gap_points or 0.0)
    figure = quota_bars(ordered, indicator.uom, view.palette)
    show_chart(view, figure, indicator.name, alt=finding)
    lines = export_lines(ordered, view.plan)
    offer_snapshots(view, figure, indicator.name, lines, shown=tuple(ordered))
    st.page_link(
        "pages/indicator.py",
        label="逐个镇街往下看",
        icon=":material/arrow_forward:",
        query_params=to_indicator(view.plan, TOWNS_INDICATOR),
    )

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
    go("pages/indicator.py", chosen)
