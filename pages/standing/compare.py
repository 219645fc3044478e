"""Towns or counties side by side, and one's trend, place, strengths and gaps."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from kpi.engine.progress import Progress
from kpi.findings import row_finding
from kpi.plan import Indicator
from kpi.ranking import Rank, gaps, ranks, strengths
from kpi.words.numbers import amount, decimal, percent
from kpi.words.statuses import STATUSES
from pages.frame.filters import View, to_indicator
from pages.frame.store import fetch_history
from pages.frame.text import plain
from pages.show.charts import offer_xlsx, show_chart
from pages.show.marks import standing
from pages.show.snapshots import offer_snapshots
from pages.show.tables import show_table, status_style
from report.charts.lines import pace_line
from report.files.export import point_line

MOST = 4


def compare(view: View, names: Sequence[str], kind: str, key: str) -> None:
    """Two to four of them side by side: the indicators down, each with status, rate, gap, place."""
    chosen = choose_few(kind, names, key)
    if len(chosen) < 2:
        return
    by_key = {(r.indicator, r.entity): r for r in view.rows if r.level == "entity"}
    shared = [i for i in view.plan.indicators if any((i.code, n) in by_key for n in chosen)]
    places = ranks(r for r in view.rows if r.entity in names)
    frame = pd.DataFrame(
        [
            {"指标": i.name}
            | {n: cell_text(by_key.get((i.code, n)), places.get((i.code, n))) for n in chosen}
            for i in shared
        ]
    )
    st.caption("每格：状态　完成率　比序时快或慢几个百分点　名次/总数（按完成率）")
    columns = {"指标": st.column_config.TextColumn(width=150, pinned=True)}
    columns |= {n: st.column_config.TextColumn(width=240) for n in chosen}
    show_table(
        frame.style.map(lambda cell: _colour(view, cell), subset=chosen), f"{key}-table", columns
    )
    offer_xlsx(view, compared(shared, chosen, by_key, places), f"{kind}并排比较")


def choose_few(kind: str, names: Sequence[str], key: str) -> list[str]:
    """Two to four names for a comparison; where there are fewer, what will be compared."""
    st.header("并排比较")
    chosen = st.multiselect(
        f"选 2 至 {MOST} 个{kind}",
        list(names),
        max_selections=MOST,
        placeholder="请选择",
        key=key,
        bind="query-params",
    )
    if len(chosen) < 2:
        st.caption(f"选两个以上的{kind}，逐项对比。")
    return chosen


def cell_text(row: Progress | None, rank: Rank | None) -> str:
    """▽ 滞后 52.7% 慢22.3 9/14; · where the indicator is not asked of it."""
    if row is None:
        return "·"
    parts = [STATUSES[row.status].label, percent(row.rate) if row.rate is not None else ""]
    gap = row.pace_gap_points
    if gap is not None:
        parts.append(f"{'快' if gap >= 0 else '慢'}{decimal(abs(gap))}")
    if rank is not None:
        parts.append(f"{rank.place}/{rank.of}")
    return " ".join(part for part in parts if part)


def _colour(view: View, cell: str) -> str:
    return "" if cell == "·" else status_style(" ".join(cell.split()[:2]), view.palette)


def compared(
    indicators: Sequence[Indicator],
    names: Sequence[str],
    by_key: dict[tuple[str, str], Progress],
    places: dict[tuple[str, str], Rank],
) -> list[dict[str, object]]:
    """For a workbook: a line an indicator and name, with numbers as numbers."""
    return [
        {
            "指标": i.name,
            "对象": n,
            "状态": row.status,
            "完成率": row.rate,
            "差距（百分点）": row.pace_gap_points,
            "名次": rank.place if (rank := places.get((i.code, n))) else None,
            "参加排名": rank.of if rank else None,
        }
        for i in indicators
        for n in names
        if (row := by_key.get((i.code, n))) is not None
    ]


def show_standing(view: View, name: str, names: Sequence[str], code: str | None) -> None:
    """One's place in the indicator that all are judged by, its trend, strengths and gaps.

    No place where the plan names no such indicator.
    """
    rows = [r for r in view.rows if r.entity in names and r.level == "entity"]
    places = ranks(rows)
    if code is not None and any(r.indicator == code for r in rows):
        _show_place(view, name, view.plan.indicator(code), places.get((code, name)))
    own_rows = [r for r in rows if r.entity == name]
    left, right = st.columns(2)
    with left:
        show_gaps(view, "长处：快于序时", strengths(own_rows), places)
    with right:
        show_gaps(view, "短板：慢于序时", gaps(own_rows), places)


def _show_place(view: View, name: str, indicator: Indicator, rank: Rank | None) -> None:
    place = f"：第 {rank.place} 名，共 {rank.of} 个" if rank else ""
    st.header(f"{indicator.name}{place}")
    points = [
        (day, row)
        for day, row in fetch_history(view.version, indicator.code, view.at)
        if row.entity == name and row.level == "entity"
    ]
    if len(points) > 1:
        done = amount(points[-1][1].actual, indicator.uom)
        alt = f"{name}{indicator.name}逐月累计，截至 {view.stamp} 为 {done}"
        figure, topic = pace_line(points, indicator.uom, view.palette), f"{name}逐月"
        show_chart(view, figure, topic, alt=alt)
        last = points[-1][1]
        title = f"{indicator.name}：{row_finding(last)}"
        lines = list(map(point_line, points))
        offer_snapshots(view, figure, topic, lines, title=title, uom=indicator.uom, shown=(last,))


def show_gaps(
    view: View,
    title: str,
    rows: Sequence[Progress],
    places: dict[tuple[str, str], Rank],
    named: Literal["indicator", "entity"] = "indicator",
) -> None:
    """A line a figure, named by its indicator or its entity, as a link to it."""
    st.subheader(title)
    if not rows:
        st.caption("没有")
    for row in rows:
        name = row.entity if named == "entity" else view.plan.indicator(row.indicator).name
        rank = places.get((row.indicator, row.entity))
        place = f"　第 {rank.place}/{rank.of} 名" if rank else ""
        stands = f"{standing(row.status, row.pace_gap_points)}　完成 {percent(row.rate)}{place}"
        st.page_link(
            "pages/indicator.py",
            label=f"**{plain(name)}**　{stands}",
            query_params=to_indicator(view.plan, row.indicator, row.entity),
        )
