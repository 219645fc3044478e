"""指标: one indicator through the year, by entity, down to the rows and the source cell."""

import streamlit as st

from kpi.findings import entity_finding, most_urgent_first
from kpi.numbers import amount
from kpi.plan.models import DISTRICT
from kpi.rollups import TOTAL
from kpi.statuses import STATUSES
from pages._breakdown import choose_slice, of_slice
from pages._charts import offer_xlsx, show_chart
from pages._drill import choose_entity, choose_indicator, choose_row, entity_picked, show_trail
from pages._explain import show_explanation
from pages._filters import the_view
from pages._source import show_cell, show_rows
from pages._store import fetch_history, fetch_last_year, fetch_rows
from pages._tables import export_lines, show_progress
from pages._text import plain
from pages._words import show_numbers, show_words
from report.figures import quota_bars
from report.lines import pace_line

view = the_view()
left, right = st.columns([2, 1])
indicator = choose_indicator(view, left)
rows = [r for r in view.rows if r.indicator == indicator.code]
district = next((r for r in rows if r.entity in (TOTAL, DISTRICT)), None)
entities = [r for r in rows if r.level == "entity" and r.entity != DISTRICT]
# a unit's reports over the months are one figure, with no rows but the reports themselves
sums = [r.entity for r in rows if r.level == "rollup" and r.entity != TOTAL]
names = [r.entity for r in entities] + (sums if indicator.source == "submissions" else [])
entity = choose_entity(view, names, right)
shown = next((r for r in rows if r.entity == entity), district)

show_trail(view, indicator, entity, st.query_params.get("slice"))
if shown is None:
    st.title(f"{indicator.name}：还没有数据")
    st.info(f"还没有收到《{indicator.name}》所依据的报表。可到“数据报送”页查看应报清单。")
else:
    st.title(f"{indicator.name}：{STATUSES[shown.status].label}，{shown.reason}")
reports = f"　已报 {shown.reports_in}/{shown.reports_due} 份" if shown and shown.reports_due else ""
st.caption(
    f"截至 {view.stamp}　工作要点第{indicator.clause}条、任务{indicator.task}　"
    f"口径：{indicator.rule}{reports}"
)
if indicator.conditional:
    st.caption("文件注明“视疫情态势”。")
if shown is None:
    st.stop()
show_numbers(shown, indicator)
show_words(view, indicator, shown)

points = [
    (day, row)
    for day, row in fetch_history(view.version, indicator.code, view.at)
    if row.entity == shown.entity
]
if len(points) > 1:
    st.subheader(f"逐月累计：{plain(shown.entity)} {amount(shown.actual, indicator.uom)}")
    before = fetch_last_year(view.version, indicator.code, shown.entity, view.at)
    show_chart(
        view,
        pace_line(points, indicator.uom, view.palette, before),
        f"{indicator.name}逐月",
        alt=f"{indicator.name}逐月累计，截至 {view.stamp} 为 {amount(shown.actual, indicator.uom)}",
    )
    if shown.forecast is not None:
        st.caption("年底预计：按目前进度走到年底；阴影是按各月起伏算出的九成把握范围。")

if entities and entity is None:
    st.subheader(entity_finding(entities, "对象"))
    ordered = most_urgent_first(entities)
    if len(entities) <= 40:
        st.caption("点一根柱子，往下看这个对象")
        entity_picked(view, quota_bars(ordered, indicator.uom, view.palette), indicator.name)
    picked = show_progress(ordered, view, "entities", indicators=False, entities=True)
    offer_xlsx(view, export_lines(ordered, view.plan), f"{indicator.name}各对象")
    if picked is not None:
        st.session_state["entity_wanted"] = picked.entity
        st.rerun()

behind = fetch_rows(view.version, indicator.code, entity, view.at)
st.subheader(f"数字从哪里来：{len(behind)} 行")
show_explanation(view, indicator, shown.entity, len(behind))
if not behind:
    st.info(
        "这个指标按报表是否按时收到来计，没有明细行；请看“数据报送”页。"
        if indicator.source == "submissions"
        else "截至这一天，还没有计入这个数字的明细行。"
    )
    st.stop()
chosen = choose_slice(view, indicator, entity)
listed = of_slice(behind, chosen)
if chosen is not None:
    st.caption(f"{plain(chosen[1])}：{len(listed)} 行")
st.caption("点选一行，查看它在原工作簿里的单元格")
row = show_rows(view, indicator, listed, f"{indicator.name}_明细")
place = choose_row(row)
if place in {(r["submission_id"], r["sheet"], r["row"]) for r in behind}:
    show_cell(view, indicator, *place)
elif place is not None:
    st.warning("地址里的那一行不在上面的明细中：可能换过对象或日期，或那张表已经更正。")
