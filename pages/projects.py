"""援建项目: the two rates of each project against 90 %, those below, stalled ones, and dates."""

from datetime import timedelta

import streamlit as st

from kpi.engine.times import Times
from kpi.topics.projects import rate_statuses, stalled
from pages.frame.address import go, pick_key
from pages.frame.chips import say_beside
from pages.frame.filters import the_view, to_indicator
from pages.show.charts import pick_mark, wide
from pages.show.snapshots import offer_snapshots
from pages.topics.aid import in_scope, line, rates_finding
from pages.topics.aid_empty import show_no_projects
from pages.topics.aid_lists import rate_names, show_lists, show_rates
from pages.topics.topics import fetch_projects
from report.charts.dumbbells import dumbbells

view = the_view()
names = rate_names(view)
if names:
    say_beside(area=view.area_words(view.plan.rates[0]))
projects = in_scope(view, fetch_projects(view.version, view.at)) if names else []
if not projects:
    show_no_projects(view)
    st.stop()

below = [p for p in projects if p.is_below]
two_months_ago = Times(view.as_of.replace(day=1) - timedelta(days=32), view.at.known_at)
still = stalled(projects, fetch_projects(view.version, two_months_ago))
stalled_text = f"，{len(still)} 个两个月来没有进展" if still else ""
st.title(f"{len(projects)} 个市、区级项目：{len(below)} 个两率未达 90%{stalled_text}")
first = view.plan.rates[0].code
reports = next((r for r in view.rows if r.indicator == first and r.met is not None), None)
reports_text = f"　已报 {reports.reports_in}/{reports.reports_due} 份" if reports else ""
st.caption(
    f"{view.scope.name(view.plan)}　截至 {view.stamp}{reports_text}　"
    f"文件要求年底前每个项目的{'、'.join(names)}均不低于 90%；离 90% 最远的在上，点一行看这个项目"
)
statuses = rate_statuses(view.plan, view.rows)
figure = dumbbells(projects, statuses, names, view.palette)
finding = rates_finding(projects)
with st.container(key="desk-rates"), wide("rates"):
    picked = pick_mark(view, figure, "援建项目两率", finding, pick_key("rates"))
with st.container(key="phone-rates"):
    show_rates(projects, statuses)
lines = [line(p, names) for p in projects]
offer_snapshots(view, figure, "援建项目两率", lines, title=finding, uom="%")
if picked is not None:
    go("pages/indicator.py", to_indicator(view.plan, first, picked))
show_lists(view, projects, below, still, two_months_ago.as_of)
