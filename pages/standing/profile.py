"""A unit's or county's page: what it owes, what lacks, and its place in the main figure."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.findings import most_urgent_first, overall_finding
from kpi.gap import gap, lacked, need_words
from kpi.plan import Indicator
from pages.frame.address import go, pick_key
from pages.frame.filters import View, to_indicator
from pages.frame.text import plain
from pages.show.charts import pick_mark
from pages.show.snapshots import offer_snapshots
from pages.show.tables import export_lines, show_progress
from pages.show.words import show_first_words
from pages.standing.place import show_place
from report.charts.profile import profile_bars

DONE = "已完成"


def show_profile(
    view: View, name: str, rows: Sequence[Progress], names: Sequence[str], code: str | None
) -> None:
    """One unit or county on one page: its bullets, beside them its place in the indicator that all
    are judged by (`code`), and in a sentence what lacks.
    """
    st.title(f"{name}：{overall_finding(rows)}" if rows else f"{name}：没有单独考核的指标")
    due, received = sum(r.reports_due for r in rows), sum(r.reports_in for r in rows)
    st.caption(f"截至 {view.stamp}" + (f"　已报 {received}/{due} 份" if due else ""))
    ordered = most_urgent_first(rows)
    if lacking := lacking_words(ordered, view):
        st.markdown(plain(lacking))
    bars, place = st.columns([3, 2])
    with bars:
        _show_bars(view, name, ordered)
    with place:
        show_place(view, name, names, code)
    show_first_words(view, ordered)


def _show_bars(view: View, name: str, rows: Sequence[Progress]) -> None:
    """What is not done yet as bullets, what is done in a sentence; or all in a table."""
    if not rows or st.toggle("以表格显示", key="profile_table", bind="query-params"):
        _show_table(view, name, rows)
        return
    shown = [row for row in rows if row.status != DONE] or list(rows)
    figure = profile_bars(shown, view.plan, view.palette)
    topic = f"{name}指标"
    click = pick_mark(view, figure, topic, f"{name}：{overall_finding(rows)}", pick_key(topic))
    for row in rows:
        if row.indicator == click:
            go("pages/indicator.py", to_indicator(view.plan, row.indicator, row.entity))
    if done := [view.plan.indicator(r.indicator).name for r in rows if r not in shown]:
        st.caption(f"✔ 已完成 {len(done)} 项：{plain('、'.join(done))}")
    lines = export_lines(rows, view.plan)
    title = f"{name}：{overall_finding(rows)}"
    offer_snapshots(view, figure, topic, lines, title=title, uom="浅色条为各项目标")


def _show_table(view: View, name: str, rows: Sequence[Progress]) -> None:
    # its own name says nothing in its own table
    others = {r.entity.removesuffix(TOTAL_SUFFIX) for r in rows} != {name}
    picked = show_progress(rows, view, f"profile-{name}", entities=others)
    if picked is not None:
        go("pages/indicator.py", to_indicator(view.plan, picked.indicator, picked.entity))


def lacking_words(rows: Sequence[Progress], view: View) -> str:
    """还差：镇街动员企业采购 138.2 万元，每月需 71.1 万元；…; empty where nothing lacks."""
    parts = [
        _lack(row, view.plan.indicator(row.indicator), lacking)
        for row in rows
        if (lacking := gap(row))
    ]
    return f"还差：{'；'.join(parts)}" if parts else ""


def _lack(row: Progress, indicator: Indicator, lacking: float) -> str:
    uom = "点" if indicator.is_percent else indicator.uom
    words = f"{indicator.name} {lacked(lacking, indicator.uom)} {uom}"
    return "，".join(filter(None, (words, need_words(row, indicator.uom))))
