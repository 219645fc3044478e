"""总览: the quarter in a sentence and at a glance, who is behind, the wall, every indicator."""

import streamlit as st

from kpi.findings import behind, laggards, urgent_finding, worst
from kpi.narrow import in_scope
from kpi.reporting.reports import received_of
from pages.frame.filters import carried, the_view
from pages.frame.store import fetch_reports
from pages.frame.text import plain
from pages.standing.all import show_all_indicators
from pages.standing.bars import show_town_bars
from pages.standing.glance import show_glance
from pages.standing.headlines import show_laggards
from pages.standing.wall import show_wall_section
from pages.topics.topics import first_named

# on a phone Streamlit's own menu is folded away
PHONE_MENU = {"indicator": "指标", "towns": "镇街", "counties": "结对县", "projects": "援建项目"}
PHONE_MENU |= {"tasks": "工作要点", "monthly": "每月一报"}

view = the_view()
rows = view.narrowed
scope = view.scope.name(view.plan)
with st.container(horizontal=True, wrap=False, gap="xsmall", key="phone-menu"):
    for name, label in PHONE_MENU.items():
        st.page_link(f"pages/{name}.py", label=label, query_params=carried())
late = in_scope(behind(view.rows), view.plan, view.scope)
st.title(plain(urgent_finding(rows, first_named(view, worst(late)))))
received, due = received_of(fetch_reports(view.version, view.at), view.as_of)
st.caption(
    f"{view.plan.document}（{view.plan.number}）　{scope}　截至 {view.stamp}　"
    f"应报 {due} 份报表，已报 {received} 份"
)

if rows:
    show_glance(view, rows, late)

groups = laggards(late)
if groups:
    st.header(f"{len(groups)} 项指标有单位、县或项目落后或逾期，差距大的在前")
    st.caption("点：比序时慢的百分点；每月需：余下每个月要完成这么多，年底才到目标")
    show_laggards(view, groups)

if view.scope.is_whole:
    show_wall_section(view)
    show_town_bars(view)

show_all_indicators(view, rows, "全部指标")
