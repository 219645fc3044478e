"""What changed since the last meeting: figures that moved, lights that turned."""

import streamlit as st

from kpi.engine.times import Times
from kpi.engine.warehouse import Version, open_version
from kpi.findings import district_rows
from kpi.trace.compare import Move, compare
from kpi.words.statuses import STATUSES
from pages.frame.filters import View, to_indicator
from pages.frame.frozen import shown_editions, times_of
from pages.frame.store import the_plan
from pages.frame.text import plain
from pages.show.marks import marked
from report.editions.shelf import Edition

MOST = 8


def show_changes_since(view: View) -> None:
    """Since the newest edition before the day that is looked at; nothing where there is none."""
    last = last_edition(shown_editions(), view)
    if last is None:
        return
    moves = district_moves(fetch_moves(view.version, times_of(last), view.at))
    better, worse = turned(moves)
    name = plain(last.manifest.name)
    st.header(
        f"自“{name}”以来：{len(moves)} 项指标的数字变了，{len(better)} 项好转，{len(worse)} 项变差"
    )
    for move in [*worse, *better][:MOST]:
        before, after = move.before, move.after
        if before is None or after is None:
            continue
        indicator = view.plan.indicator(move.indicator).name
        link, words = st.columns([2, 5], vertical_alignment="center", gap="small")
        link.page_link(
            "pages/indicator.py",
            label=f"**{plain(indicator)}**",
            query_params=to_indicator(view.plan, move.indicator),
        )
        change = f"{marked(before.status)} → {marked(after.status)}"
        words.markdown(f"{change}　{plain(after.reason)}")
    st.page_link("pages/editions.py", label="逐项比较", icon=":material/difference:")


def last_edition(editions: list[Edition], view: View) -> Edition | None:
    """The newest meeting before the day; of the edition that is shown, the one before it."""
    earlier = [e for e in editions if e.manifest.as_of < view.as_of]
    return max(earlier, key=lambda e: e.manifest.as_of, default=None)


def district_moves(moves: list[Move]) -> list[Move]:
    """One move an indicator: the district's own row or the roll-up."""
    return [m for m in moves if district_rows([r for r in (m.before, m.after) if r is not None])]


def turned(moves: list[Move]) -> tuple[list[Move], list[Move]]:
    """Those whose light turned for the better, and for the worse."""
    better, worse = [], []
    for move in moves:
        if move.before is None or move.after is None:
            continue
        change = STATUSES[move.after.status].urgency - STATUSES[move.before.status].urgency
        (better if change > 0 else worse if change < 0 else []).append(move)
    return better, worse


@st.cache_data(max_entries=8, show_spinner="正在比较…")
def fetch_moves(version: Version, before: Times, after: Times) -> list[Move]:
    return compare(open_version(version).cursor(), the_plan(after.as_of), before, after)
