"""指标: one indicator through the year, by entity, down to the rows and the source cell."""

import streamlit as st

from kpi.findings import entity_finding, most_urgent_first
from kpi.plan.models import DISTRICT
from kpi.rollups import TOTAL
from kpi.statuses import STATUSES
from pages._breakdown import choose_slice, of_slice
from pages._charts import offer_xlsx
from pages._drill import choose_entity, choose_indicator, choose_row, entity_picked, show_trail
from pages._explain import show_explanation
from pages._filters import the_view
from pages._snapshots import offer_snapshots
from pages._source import show_cell, show_rows
from pages._store import fetch_rows
from pages._tables import export_lines, show_progress
from pages._text import plain
from pages._trend import show_trend
from pages._words import show_numbers, show_words
from report.figures import quota_bars

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

show_trend(view, indicator, shown)

if entities and entity is None:
    st.subheader(entity_finding(entities, "对象"))
    ordered = most_urgent_first(entities)
    lines = export_lines(ordered, view.plan)
    if len(entities) <= 40:
        st.caption("点一根柱子，往下看这个对象")
        figure = quota_bars(ordered, indicator.uom, view.palette)
        entity_picked(view, figure, indicator.name)
        topic = f"{indicator.name}各对象"
        offer_snapshots(view, figure, topic, lines, title=indicator.name, shown=tuple(ordered))
    else:
        offer_xlsx(view, lines, f"{indicator.name}各对象")
    picked = show_progress(ordered, view, "entities", indicators=False, entities=True)
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
