"""指标 narrowed to the part of a unit or county: how much of it, by whom, from which rows."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.engine.progress import Progress
from kpi.findings import entity_finding, most_urgent_first
from kpi.plan import Indicator
from kpi.trace.breakdown import ENTITY, Slice, total
from kpi.words.numbers import amount, decimal
from pages.drill.evidence import show_evidence
from pages.drill.part import Part
from pages.frame.address import narrow_to, pick_key
from pages.frame.filters import View
from pages.frame.store import fetch_breakdown
from pages.show.charts import pick_mark
from pages.show.snapshots import offer_snapshots
from pages.show.tables import export_lines
from report.charts.figures import quota_bars
from report.charts.slices import slice_bars


def show_part(
    view: View, indicator: Indicator, entity: str | None, part: Part, head: DeltaGenerator
) -> None:
    """The page of a part; `entity` is the one whose part it is (None: the district's)."""
    code, at = indicator.code, view.at
    slices = fetch_breakdown(view.version, code, ENTITY, entity, at, part.within)
    parts_of_whole = fetch_breakdown(view.version, code, ENTITY, entity, at)
    whole = total(parts_of_whole)
    mine, of = total(slices), entity or "全区"
    head.title(f"{named_part(indicator, part)}：{part_finding(indicator, mine, whole, of)}")
    head.caption(
        f"截至 {view.stamp}　口径：{indicator.rule}　目标没有分到这一部分，所以没有目标、序时和状态"
    )
    if not mine.rows:
        st.info(
            f"截至 {view.stamp}，计入{of}的 {whole.rows:,} 行里没有{part.label}。"
            "点上面的筛选可以去掉它，看全部。"
        )
        return
    _show_figures(indicator, mine, whole, of)
    rows = whole_rows(view, indicator, slices, parts_of_whole)
    if rows:
        _show_quota_bars(view, indicator, rows, part)
    elif len(slices) > 1:
        _show_bars(view, indicator, slices, part)
    show_evidence(view, indicator, entity, of, part)


def named_part(indicator: Indicator, part: Part) -> str:
    """镇街动员企业采购（产地为大关县的部分）."""
    return f"{indicator.name}（{part.label}）"


def part_finding(indicator: Indicator, mine: Slice, whole: Slice, of: str) -> str:
    """35.0 万元，占全区的 46.7%."""
    if not mine.rows:
        return "还没有"
    done = amount(mine.figure(indicator), indicator.uom)
    if indicator.is_percent:
        return f"{done}（{of} {amount(whole.figure(indicator), indicator.uom)}）"
    return done + (
        f"，占{of}的 {decimal(100 * mine.amount / whole.amount)}%" if whole.amount else ""
    )


def whole_rows(
    view: View, indicator: Indicator, slices: Sequence[Slice], whole: Sequence[Slice]
) -> tuple[Progress, ...]:
    """The progress of the entities of a part, where the part has all of each: a county's projects.

    They have targets of their own; nothing where an entity belongs to the part in part only.
    """
    rows_of = {s.name: s.rows for s in whole}
    if len(whole) < 2 or any(s.rows != rows_of[s.name] for s in slices):
        return ()
    names = {s.name for s in slices}
    rows = (r for r in view.rows if r.indicator == indicator.code and r.level == "entity")
    return tuple(most_urgent_first(r for r in rows if r.entity in names))


def _show_quota_bars(
    view: View, indicator: Indicator, rows: tuple[Progress, ...], part: Part
) -> None:
    finding = entity_finding(rows, "对象")
    st.subheader(f"{part.label}：{finding}")
    st.caption("这些对象各有自己的目标　点一根柱子，往下看这个对象")
    figure = quota_bars(rows, indicator.uom, view.palette)
    topic = f"{indicator.name}_{part.label}"
    picked = pick_mark(view, figure, topic, finding, pick_key(f"bars-{topic}"))
    if picked:
        narrow_to("entity", picked)
    lines = export_lines(rows, view.plan)
    offer_snapshots(view, figure, topic, lines, title=f"{indicator.name}：{part.label}", shown=rows)


def _show_figures(indicator: Indicator, mine: Slice, whole: Slice, of: str) -> None:
    uom = indicator.uom
    name = "" if indicator.is_percent else f"（{uom}）"
    figures = [
        (f"这一部分{name}", amount(mine.figure(indicator), uom).removesuffix(f" {uom}")),
        (f"{of}{name}", amount(whole.figure(indicator), uom).removesuffix(f" {uom}")),
        ("行数", f"{mine.rows:,}/{whole.rows:,}"),
    ]
    with st.container(horizontal=True, gap="medium"):
        for label, figure in figures:
            st.metric(label, figure, width="content")


def _show_bars(view: View, indicator: Indicator, slices: Sequence[Slice], part: Part) -> None:
    st.subheader(f"{len(slices)} 个对象有{part.label}，最多的是{slices[0].name}")
    st.caption(f"单位：{indicator.uom}　点一根柱子，看这个对象的这一部分")
    figure = slice_bars(slices, indicator, view.palette)
    topic = f"{indicator.name}_{part.label}"
    picked = pick_mark(view, figure, topic, f"{topic}：各对象", pick_key(f"bars-{topic}"))
    if picked:
        narrow_to("entity", picked)
    lines = [{"对象": s.name, indicator.uom: s.figure(indicator), "行数": s.rows} for s in slices]
    offer_snapshots(view, figure, topic, lines, title=f"{indicator.name}：{part.label}")
