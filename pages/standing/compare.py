"""Towns or counties side by side: what each stands at, and their years as lines."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from kpi.engine.progress import Progress
from kpi.ranking import Rank
from kpi.wall import NOTHING, places, wall
from kpi.words.numbers import decimal, percent
from kpi.words.statuses import STATUSES
from pages.frame.address import go, pick_key
from pages.frame.filters import View, to_indicator
from pages.frame.text import plain
from pages.show.charts import pick_mark
from pages.show.snapshots import offer_snapshots
from pages.show.tables import show_table, status_style
from pages.standing.courses import show_courses
from report.charts.grids.compared import comparison
from report.charts.grids.matrix import Wall, key_of, picked
from report.files.walls import IN_CELLS

MOST = 5  # side by side on a laptop, and lines that can be told apart
Places = Mapping[tuple[str, str], Rank]


def compare(view: View, names: Sequence[str], kind: str, key: str) -> None:
    """Two to five of them: the indicators down, each with status, rate, gap and place; a click
    opens one. Below, a small panel an indicator with a line each.
    """
    chosen = choose_few(kind, names, key)
    if len(chosen) < 2:
        return
    shown = Wall.of(wall(view.in_area, view.plan, chosen), chosen, view.plan)
    ranks = places(wall(view.in_area, view.plan, names), names)
    st.caption(f"每格：完成率　比序时快或慢几个百分点　第几名/总数（按完成率）　{key_of(shown)}")
    with st.container(key=f"desk-{key}"):
        if st.toggle("以表格显示", key=f"{key}_table", bind="query-params"):
            _show_table(view, shown, ranks, key)
        else:
            _show_cells(view, shown, ranks, f"{kind}并排比较")
    # cells as narrow as a phone's hold no words; a table can be moved sideways
    with st.container(key=f"phone-{key}"):
        _show_table(view, shown, ranks, f"{key}-phone")
    show_courses(view, shown)


def choose_few(kind: str, names: Sequence[str], key: str) -> list[str]:
    """Two to five names for a comparison; says which is one too many, and where one is lacking."""
    st.header("并排比较")
    chosen = st.multiselect(
        f"选 2 至 {MOST} 个{kind}",
        list(names),
        placeholder="请选择",
        key=key,
        bind="query-params",
    )
    if refused := chosen[MOST:]:
        others = plain("、".join(refused))
        st.warning(f"最多并排比较 {MOST} 个{kind}，{others}没有列入：请先去掉一个。")
    if len(chosen) < 2:
        st.caption(f"选两个以上的{kind}，逐项对比。")
    return chosen[:MOST]


def _show_cells(view: View, shown: Wall, ranks: Places, topic: str) -> None:
    figure = comparison(shown, ranks, view.palette)
    alt = f"{'、'.join(shown.names)}逐项对比"
    click = pick_mark(view, figure, topic, alt, pick_key(topic))
    if click is not None and (chosen := picked(click))[0]:
        go("pages/indicator.py", to_indicator(view.plan, *chosen))
    offer_snapshots(view, figure, topic, compared(shown, ranks), title=alt, uom=IN_CELLS)


def _show_table(view: View, shown: Wall, ranks: Places, key: str) -> None:
    """The same as a table, whose cells wrap."""
    frame = pd.DataFrame(
        [
            {"指标": shown.indicators[line.indicator].name}
            | {
                name: cell_text(row, ranks.get((line.indicator, name)))
                for name, row in zip(shown.names, line.rows, strict=True)
            }
            for line in shown.lines
        ]
    )
    columns = {"指标": st.column_config.TextColumn(width=150, pinned=True)}
    columns |= {name: st.column_config.TextColumn(width=140) for name in shown.names}
    styled = frame.style.map(lambda cell: _colour(view, cell), subset=list(shown.names))
    show_table(styled, f"{key}-table", columns)


def cell_text(row: Progress | None, rank: Rank | None) -> str:
    """▽ 滞后 52.7% 慢22.3 9/14; · where the indicator is not asked of it."""
    if row is None:
        return NOTHING
    parts = [STATUSES[row.status].label, percent(row.rate) if row.rate is not None else ""]
    gap = row.pace_gap_points
    if gap is not None:
        parts.append(f"{'快' if gap >= 0 else '慢'}{decimal(abs(gap))}")
    if rank is not None:
        parts.append(f"{rank.place}/{rank.of}")
    return " ".join(part for part in parts if part)


def _colour(view: View, cell: str) -> str:
    return "" if cell == NOTHING else status_style(" ".join(cell.split()[:2]), view.palette)


def compared(shown: Wall, ranks: Places) -> list[dict[str, object]]:
    """For a workbook: a line an indicator and name, with numbers as numbers."""
    return [
        {
            "指标": shown.indicators[line.indicator].name,
            "对象": name,
            "状态": row.status,
            "完成率": row.rate,
            "差距（百分点）": row.pace_gap_points,
            "名次": rank.place if (rank := ranks.get((line.indicator, name))) else None,
            "参加排名": rank.of if rank else None,
        }
        for line in shown.lines
        for name, row in zip(shown.names, line.rows, strict=True)
        if row is not None
    ]
