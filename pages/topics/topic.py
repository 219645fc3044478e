"""A topic: its indicators side by side, and one of them by month and by a column of its form."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.slices import MONTH
from kpi.findings import entity_finding, most_urgent_first, overall_finding
from kpi.plan import Indicator
from kpi.plan.entities import reporting_units
from kpi.plan.models import DISTRICT
from kpi.trace.breakdown import slices_finding
from kpi.words.numbers import amount, percent
from kpi.words.statuses import BEHIND
from pages.drill.breakdown import columns_of, slices_of
from pages.drill.part import part_of, parts_of
from pages.frame.chips import say_beside
from pages.frame.filters import View, to_indicator
from pages.frame.text import plain
from pages.show.bars import offer_bars
from pages.show.charts import show_chart
from pages.show.marks import standing
from pages.show.snapshots import offer_snapshots
from pages.topics.part_cards import CARDS_A_ROW, Named, most_first, show_part_cards
from report.charts.figures import quota_bars
from report.charts.slices import slice_bars

NAMED = 3


def show_topic(view: View, subject: str, forms: Sequence[str]) -> None:
    """The indicators that rest on some forms."""
    indicators = [i for i in view.plan.indicators if i.form in forms and i.source == "rows"]
    codes = [i.code for i in indicators]
    if {view.plan.area_of(i).code for i in indicators} == {view.scope.area}:
        say_beside(area=f"本页的 {len(codes)} 项指标都属于“{view.area_name}”")
    rows = [r for r in view.narrowed if r.indicator in codes]
    measured = {row.indicator for row in rows}
    parts = most_first(view, parts_of(view, [i for i in indicators if i.code not in measured]))
    scope = view.scope.name(view.plan)
    st.title(_title(view, subject, rows, parts))
    due, received = sum(r.reports_due for r in rows), sum(r.reports_in for r in rows)
    st.caption(f"{scope}　截至 {view.stamp}" + (f"　已报 {received}/{due} 份" if due else ""))
    if not rows and not parts:
        st.info(_why_nothing(view, indicators))
        return
    _show_cards(view, rows)
    if parts:
        show_part_cards(view, parts)
    closer = [view.plan.indicator(r.indicator) for r in most_urgent_first(rows)]
    _show_closer(view, [*closer, *(indicator for indicator, _ in parts)])


def _title(view: View, subject: str, rows: Sequence[Progress], parts: Sequence[Named]) -> str:
    if rows:
        more = f"；另 {len(parts)} 项有它的一部分" if parts else ""
        return f"{subject} {_finding(view, rows)}{more}"
    if parts:
        return f"{subject}：{view.scope.entity}有 {len(parts)} 项指标的一部分"
    return f"{subject}：{view.scope.name(view.plan)}没有这里的指标"


def _why_nothing(view: View, indicators: Sequence[Indicator]) -> str:
    """What is missing here, and what to do next."""
    if view.scope.unit:
        reporting = {u for i in indicators for u in reporting_units(i, view.plan.reference)}
        return (
            f"这些指标由{'、'.join(sorted(reporting))}报送，{view.scope.unit}不报。"
            "点上面的筛选可以去掉它；它自己的指标在“总览”。"
        )
    areas = "、".join(dict.fromkeys(view.plan.area_of(i).name for i in indicators))
    return f"本页的指标属于“{areas}”。点上面的筛选可以去掉领域。"


def _finding(view: View, rows: Sequence[Progress]) -> str:
    """3 项指标：2 项达到序时，1 项滞后（职工疗休养）."""
    behind = [r for r in most_urgent_first(rows) if r.status in BEHIND]
    names = "、".join(view.plan.indicator(r.indicator).name for r in behind[:NAMED])
    more = "等" if len(behind) > NAMED else ""
    return overall_finding(rows) + (f"；落后的是{names}{more}" if names else "")


def _show_cards(view: View, rows: Sequence[Progress]) -> None:
    for start in range(0, len(rows), CARDS_A_ROW):
        places = st.columns(CARDS_A_ROW)
        for place, row in zip(places, rows[start : start + CARDS_A_ROW], strict=False):
            indicator = view.plan.indicator(row.indicator)
            with place.container(border=True, height="stretch", gap="xsmall"):
                st.metric(indicator.name, amount(row.actual, indicator.uom))
                target = amount(row.target, indicator.uom) if row.target else "待下达"
                done = f"，完成 {percent(row.rate)}" if row.target else ""
                reports_text = (
                    f"　已报 {row.reports_in}/{row.reports_due} 份" if row.reports_due else ""
                )
                st.caption(f"目标 {target}{done}{reports_text}")
                st.page_link(
                    "pages/indicator.py",
                    label=standing(row.status, row.pace_gap_points),
                    query_params=to_indicator(view.plan, row.indicator),
                )


@st.fragment
def _show_closer(view: View, indicators: Sequence[Indicator]) -> None:
    chosen = _choose(indicators)
    _show_entities(view, chosen)
    _show_slices(view, chosen)


def _choose(indicators: Sequence[Indicator]) -> Indicator:
    named = {i.name: i for i in indicators}
    name = st.pills(
        "细看", list(named), default=next(iter(named)), key="topic", bind="query-params"
    )
    return named.get(name or "", indicators[0])


def _show_entities(view: View, indicator: Indicator) -> None:
    """Who has done how much, where the document asks it of more than one."""
    rows = [
        r
        for r in view.rows
        if r.indicator == indicator.code and r.level == "entity" and r.entity != DISTRICT
    ]
    is_own = view.scope.entity in {row.entity for row in rows}
    if not 1 < len(rows) <= 40 or (part_of(view, indicator) and not is_own):
        return
    st.subheader(f"{indicator.name}：{entity_finding(rows, '对象')}")
    ordered = most_urgent_first(rows)
    figure = quota_bars(ordered, indicator.uom, view.palette)
    show_chart(view, figure, indicator.name, alt=entity_finding(rows, "对象"))
    offer_bars(view, figure, indicator, ordered, f"{indicator.name}各对象")


def _show_slices(view: View, indicator: Indicator) -> None:
    columns = columns_of(indicator)
    header = st.segmented_control(
        "按什么分", list(columns), default="月份", key="topic_by", bind="query-params"
    )
    column = columns.get(header or "", MONTH)
    entities = {r.entity for r in view.rows if r.indicator == indicator.code}
    entity = view.scope.entity if view.scope.entity in entities else None
    part = part_of(view, indicator) if entity is None else None
    slices = slices_of(view, indicator, column, entity, part)
    if not slices:
        whose = part.label if part else "计入这个指标的明细行"
        st.info(f"截至 {view.stamp}，还没有{whose}。")
        return
    of = plain(part.label if part else entity or DISTRICT)
    st.subheader(f"{indicator.name}按{header or '月份'}：{of}（{indicator.uom}）")
    topic = f"{indicator.name}按{header or '月份'}"
    first_slices = "，".join(
        f"{s.name} {amount(s.figure(indicator), indicator.uom)}" for s in slices[:5]
    )
    figure = slice_bars(slices, indicator, view.palette)
    show_chart(view, figure, topic, alt=f"{topic}：{first_slices}")
    lines = [
        {"名称": s.name, indicator.uom: None if s.note else s.figure(indicator), "行数": s.rows}
        for s in slices
    ]
    title = f"{topic}：{slices_finding(slices, indicator)}"
    offer_snapshots(view, figure, topic, lines, title=title, uom=indicator.uom)
