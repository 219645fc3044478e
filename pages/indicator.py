"""指标: all as scorecards; one through the year, by entity, down to rows and the source cell."""

import streamlit as st

from etl.forms.forms import FORMS
from kpi.engine.rollups import TOTAL
from kpi.findings import entity_finding, most_urgent_first, overall_finding
from kpi.plan.entities import reporting_units
from kpi.plan.models import DISTRICT
from kpi.words.statuses import STATUSES
from pages.drill.evidence import show_evidence
from pages.drill.levels import choose_entity, choose_indicator, entity_picked, show_trail
from pages.drill.multiples import show_multiples
from pages.drill.part import part_of, why_whole
from pages.drill.part_view import show_part
from pages.drill.trend import show_trend
from pages.frame.address import narrow_to
from pages.frame.chips import say_beside
from pages.frame.filters import the_view
from pages.show.bars import offer_bars
from pages.show.charts import offer_xlsx
from pages.show.tables import export_lines, show_progress
from pages.show.words import show_numbers, show_words
from pages.standing.all import show_all_indicators
from report.charts.figures import quota_bars

view = the_view()
head = st.container()
left, right = st.columns([2, 1])
indicator = choose_indicator(view, left)
if indicator is None:
    head.title(overall_finding(view.narrowed))
    head.caption(f"{view.scope.name(view.plan)}　截至 {view.stamp}")
    show_all_indicators(view, view.narrowed)
    st.stop()
say_beside(area=view.area_words(indicator))
rows = [r for r in view.rows if r.indicator == indicator.code]
district = next((r for r in rows if r.entity in (TOTAL, DISTRICT)), None)
entities = [r for r in rows if r.level == "entity" and r.entity != DISTRICT]
# a unit's reports over the months are one figure, with no rows but the reports themselves
sums = [r.entity for r in rows if r.level == "rollup" and r.entity != TOTAL]
names = [r.entity for r in entities] + (sums if indicator.source == "submissions" else [])
entity = choose_entity(view, names, right)
if view.scope.entity and view.scope.entity != entity:
    part = part_of(view, indicator)
    if part is not None:
        show_trail(view, indicator, entity, st.query_params.get("slice"))
        show_part(view, indicator, entity, part, head)
        st.stop()
    say_beside(unit=why_whole(view, indicator), county=why_whole(view, indicator))
shown = next((r for r in rows if r.entity == entity), district)

if shown is None:
    head.title(f"{indicator.name}：还没有数据")
    senders = "、".join(reporting_units(indicator, view.plan.reference)[:4])
    st.info(
        f"这个指标根据《{FORMS[indicator.form].title}》计算，还没有收到。"
        f"由{senders}等报送，到“数据报送”页下载模板、上传即可。"
    )
else:
    head.title(f"{indicator.name}：{STATUSES[shown.status].label}，{shown.reason}")
reports = f"　已报 {shown.reports_in}/{shown.reports_due} 份" if shown and shown.reports_due else ""
head.caption(
    f"截至 {view.stamp}　工作要点第{indicator.clause}条、任务{indicator.task}　"
    f"口径：{indicator.rule}{reports}"
)
if indicator.conditional:
    head.caption("文件注明“视疫情态势”。")
show_trail(view, indicator, entity, st.query_params.get("slice"))
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
        entity_picked(view, figure, indicator.name, entity_finding(entities, "对象"))
        offer_bars(view, figure, indicator, ordered, f"{indicator.name}各对象")
    else:
        offer_xlsx(view, lines, f"{indicator.name}各对象")
    show_multiples(view, indicator, entities)
    picked = show_progress(ordered, view, "entities", indicators=False, entities=True)
    if picked is not None:
        narrow_to("entity", picked.entity)

show_evidence(view, indicator, entity, shown.entity)
