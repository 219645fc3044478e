"""总览's first screen: whoever looks for ten seconds can say who is behind and what it takes."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.findings import worst
from kpi.headlines import headlines
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND
from pages.frame.address import go, pick_key
from pages.frame.filters import View, to_indicator
from pages.frame.text import plain
from pages.show.charts import pick_mark
from pages.standing.headlines import show_cards
from pages.standing.since import show_changes_since
from pages.topics.topics import project_names
from report.charts.grids.squares import squares
from report.charts.worst import worst_bars

NAMED = 3


def show_glance(view: View, rows: Sequence[Progress], behind: Sequence[Progress]) -> None:
    """The headline figures in a row; below, the indicators as squares, the worst, what changed.

    On a phone the worst come first (wrap.css).
    """
    whole = view.scope.is_whole
    with st.container(key="glance"):
        if whole:
            show_cards(headlines(view.plan, view.rows), view)
        places = iter(st.columns([30, 46, 34] if whole else [30, 80], gap="medium"))
        with next(places):
            _show_squares(view, rows)
        with next(places), st.container(key="worst-six", gap="xsmall"):
            _show_worst(view, behind)
        if whole:
            with next(places), st.container(gap="xsmall"):
                show_changes_since(view)


def _show_squares(view: View, rows: Sequence[Progress]) -> None:
    """A click on a square opens its indicator."""
    late = sum(row.status in BEHIND for row in rows)
    finding = f"{len(rows)} 项指标，{late} 项落后或逾期"
    st.subheader(finding)
    figure = squares(rows, view.plan, view.palette)
    code = pick_mark(view, figure, "指标状态", finding, pick_key("squares"))
    if code is not None:
        go("pages/indicator.py", to_indicator(view.plan, code))


def _show_worst(view: View, behind: Sequence[Progress]) -> None:
    """A click on a row opens its indicator and entity."""
    rows = worst(behind)
    if not rows:
        st.subheader("没有单位、县或项目落后")
        return
    finding = f"{len(behind)} 处落后或逾期，离序时最远的 {len(rows)} 处"
    st.subheader(finding)
    names = project_names(view, [row.indicator for row in rows])
    figure = worst_bars(rows, view.plan, view.palette, names)
    picked = pick_mark(view, figure, "离序时最远", finding, pick_key("worst"))
    _show_overdue([row for row in behind if row not in rows and row.pace_gap_points is None])
    if picked is not None:
        row = rows[int(picked)]
        go("pages/indicator.py", to_indicator(view.plan, row.indicator, row.entity))


def _show_overdue(rows: Sequence[Progress]) -> None:
    """Those whose day is past have no pace to be behind of: they are counted, and listed below."""
    if not rows:
        return
    names = dict.fromkeys(spoken(row.entity.removesuffix(TOTAL_SUFFIX)) for row in rows)
    named = "、".join(plain(name) for name in list(names)[:NAMED])
    st.caption(f":red[✖] 另有 {len(rows)} 处逾期：{named}等，见下面的清单")
