"""总览: the quarter in a sentence, the headline figures, who is behind, every indicator."""

import streamlit as st

from kpi.findings import behind, entity_finding, laggards, most_urgent_first, overall_finding
from kpi.headlines import headlines
from kpi.narrow import in_scope
from pages.frame.filters import the_view, to_indicator
from pages.frame.store import fetch_reports
from pages.show.charts import show_chart
from pages.show.snapshots import offer_snapshots
from pages.show.tables import export_lines
from pages.standing.all import show_all_indicators
from pages.standing.headlines import show_cards, show_laggards
from pages.standing.since import show_changes_since
from pages.standing.wall import show_wall_section
from report.charts.figures import quota_bars

view = the_view()
rows = view.narrowed
scope = view.scope.name(view.plan)
st.title(overall_finding(rows))
due = [r for r in fetch_reports(view.version, view.at) if r.due_on <= view.as_of]
received = sum(report.received_at is not None for report in due)
st.caption(
    f"{view.plan.document}（{view.plan.number}）　{scope}　截至 {view.stamp}　"
    f"应报 {len(due)} 份报表，已报 {received} 份"
)

if view.scope.is_whole:
    show_cards(headlines(view.plan, view.rows), view)

groups = laggards(in_scope(behind(view.rows), view.plan, view.scope))
if groups:
    st.header(f"{len(groups)} 项指标有单位、县或项目落后或逾期，差距大的在前")
    st.caption("点：比序时慢的百分点；每月需：余下每个月要完成这么多，年底才到目标")
    show_laggards(view, groups)

if view.scope.is_whole:
    show_changes_since(view)
    show_wall_section(view)

first = view.plan.shown.towns
rows_of_towns = [r for r in view.rows if r.indicator == first and r.level == "entity"]
if view.scope.is_whole and rows_of_towns:
    indicator = view.plan.indicator(first)
    finding = entity_finding(rows_of_towns, "镇街")
    st.header(f"{indicator.name}：{finding}")
    own_due = sum(r.reports_due for r in rows_of_towns)
    own_came = sum(r.reports_in for r in rows_of_towns)
    st.caption(f"单位：{indicator.uom}　应报 {own_due} 份，已报 {own_came} 份")
    ordered = most_urgent_first(rows_of_towns)
    figure = quota_bars(ordered, indicator.uom, view.palette)
    show_chart(view, figure, indicator.name, alt=finding)
    lines = export_lines(ordered, view.plan)
    offer_snapshots(
        view,
        figure,
        indicator.name,
        lines,
        shown=tuple(ordered),
        in_words=lambda: quota_bars(ordered, indicator.uom, view.palette, words=True),
    )
    st.page_link(
        "pages/indicator.py",
        label="逐个镇街往下看",
        icon=":material/arrow_forward:",
        query_params=to_indicator(view.plan, first),
    )

show_all_indicators(view, rows)
