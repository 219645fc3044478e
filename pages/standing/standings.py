"""镇街 and 结对县: how all of a kind stand in the figure they are judged by, and in the others."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from kpi.engine.progress import Progress
from kpi.findings import entity_finding, most_urgent_first, overall_finding
from kpi.plan import Indicator
from kpi.tiles import tiles_of
from kpi.trace.breakdown import ENTITY, total
from pages.drill.part import Part, part_of
from pages.drill.part_view import named_part, part_finding
from pages.frame.address import narrow_to, pick_key
from pages.frame.filters import View
from pages.frame.store import fetch_breakdown
from pages.show.bars import offer_bars
from pages.show.charts import pick_mark
from pages.show.snapshots import offer_snapshots
from pages.standing.wall import show_wall
from report.charts.figures import quota_bars
from report.charts.grids.tiles import tile_map
from report.charts.slices import slice_bars

Box = Literal["unit", "county"]


def show_standings(view: View, names: Sequence[str], kind: str, code: str | None, box: Box) -> None:
    """The finding, a bar each with its quota and pace, and the wall; a bar opens its own page."""
    rows = [r for r in view.in_area if r.indicator == code and r.entity in names]
    ordered = tuple(most_urgent_first(rows))
    indicator = view.plan.indicator(ordered[0].indicator) if ordered else None
    part = part_of(view, indicator) if indicator and box == "unit" and view.scope.county else None
    if indicator and part:
        _show_parts(view, indicator, part, box)
    elif ordered:
        _show_bars(view, ordered, kind, box)
    else:
        _show_title(view, names, kind)
    behind_first = [r.entity for r in ordered]
    _show_wall(view, [*behind_first, *(n for n in names if n not in behind_first)], names, kind)


def _show_title(view: View, names: Sequence[str], kind: str) -> None:
    """Without the figure that all are judged by."""
    rows = [r for r in view.in_area if r.entity in names and r.level == "entity"]
    area = f"在“{view.area_name}”" if view.area_name else ""
    st.title(f"{len(names)} 个{kind}{area}：{overall_finding(rows)}")
    why = f"“{view.area_name}”" if view.area_name else "这一年的计划"
    st.caption(f"截至 {view.stamp}　{why}没有全部{kind}共同的主要指标")


def _show_parts(view: View, indicator: Indicator, part: Part, box: Box) -> None:
    """Of a county's part, how much each has."""
    code, at = indicator.code, view.at
    slices = fetch_breakdown(view.version, code, ENTITY, None, at, part.within)
    whole = total(fetch_breakdown(view.version, code, ENTITY, None, at))
    most = f"；最多的是{slices[0].name}" if slices else ""
    finding = part_finding(indicator, total(slices), whole, "全区")
    st.title(f"{named_part(indicator, part)}：{finding}{most}")
    st.caption(
        f"截至 {view.stamp}　单位：{indicator.uom}　目标和下面的状态不分结对县　"
        "点一根柱子，看这个单位的全部指标"
    )
    if not slices:
        return
    topic = f"{indicator.name}_{part.label}"
    figure = slice_bars(slices, indicator, view.palette)
    picked = pick_mark(view, figure, topic, finding, pick_key(f"bars-{topic}"))
    if picked:
        narrow_to(box, picked)
    lines = [{"单位": s.name, indicator.uom: s.figure(indicator), "行数": s.rows} for s in slices]
    offer_snapshots(view, figure, topic, lines, title=f"{indicator.name}：{part.label}")


def _show_bars(view: View, ordered: tuple[Progress, ...], kind: str, box: Box) -> None:
    indicator = view.plan.indicator(ordered[0].indicator)
    finding = entity_finding(ordered, kind)
    st.title(f"{indicator.name}：{finding}")
    due, received = sum(r.reports_due for r in ordered), sum(r.reports_in for r in ordered)
    st.caption(
        f"截至 {view.stamp}　已报 {received}/{due} 份　单位：{indicator.uom}　"
        f"点一根柱子或一格，看这个{kind}的全部指标（方位图只是示意）"
    )
    figure = quota_bars(ordered, indicator.uom, view.palette)
    bars, places = st.columns([3, 2], vertical_alignment="center")
    with bars:
        click = pick_mark(view, figure, indicator.name, finding, pick_key(f"bars-{indicator.name}"))
    with places:
        click = click or _pick_tile(view, indicator, ordered, kind)
    if click is not None:
        narrow_to(box, click)
    offer_bars(view, figure, indicator, ordered, indicator.name)


def _pick_tile(view: View, indicator: Indicator, rows: Sequence[Progress], kind: str) -> str | None:
    """The same where they lie; gives the one that the reader picks."""
    tiles = tiles_of(view.plan.reference)
    figure = tile_map(rows, tiles, indicator, view.plan.reference, view.palette)
    topic = f"{indicator.name}分布"
    alt = f"{kind}示意图，每格一个{kind}，按{indicator.name}的状态着色"
    return pick_mark(view, figure, topic, alt, pick_key(f"tiles-{indicator.name}"))


@st.fragment
def _show_wall(view: View, behind_first: list[str], usual: Sequence[str], kind: str) -> None:
    """The wall in either order; the other redraws it alone."""
    st.header("各项指标的状态")
    bar = st.container(horizontal=True, vertical_alignment="bottom")
    order = bar.segmented_control(
        "次序",
        ["落后的在前", "常用次序"],
        default="落后的在前",
        key="standing",
        bind="query-params",
    )
    show_wall(view, kind, list(usual) if order == "常用次序" else behind_first, bar)
