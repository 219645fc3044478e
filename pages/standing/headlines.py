"""The parts of 总览: headline cards, and who is behind."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.findings import Laggards
from kpi.gap import lacking, need_words
from kpi.headlines import Headline
from kpi.plan import Indicator
from kpi.words.numbers import decimal
from kpi.words.spoken import spoken
from pages.frame.filters import View, to_indicator
from pages.frame.text import plain
from pages.show.marks import marked, shape_marked, standing
from pages.show.words import first_words
from pages.topics.topics import project_names

Width = Literal["stretch"] | int
FEW = 3
NAMED = 3  # of those behind in an indicator, the furthest


def show_cards(cards: Sequence[Headline], view: View | None = None) -> None:
    """The headline figures in a row, each with what it is measured against and its pace.

    In a view a card leads to its indicator. On a phone two stand side by side.
    """
    # a few stand close to each other, and side by side on a phone too
    width: Width = "stretch" if len(cards) > FEW else 160
    with st.container(horizontal=True, gap="small"):
        for card in cards:
            with st.container(border=view is None, width=width, gap=None):
                st.metric(card.name, card.figure)
                st.caption(card.against.replace("，", "  \n"))
                pace = standing(card.status, card.gap_points)
                if view is None:
                    st.markdown(pace)
                else:
                    address = to_indicator(view.plan, card.indicator)
                    st.page_link("pages/indicator.py", label=pace or "逐个看", query_params=address)


def show_laggards(view: View, groups: Sequence[Laggards]) -> None:
    """A line an indicator with its own status, the same as everywhere on the page; beside it how
    many are behind, who the most, and what each month must bring.
    """
    names = project_names(view, [group.indicator for group in groups])
    own = {row.indicator: row.status for row in view.narrowed}
    for group in groups:
        indicator = view.plan.indicator(group.indicator)
        status = own.get(group.indicator)
        link, words = st.columns([2, 5], vertical_alignment="center", gap="small")
        link.page_link(
            "pages/indicator.py",
            label=f"{marked(status)} **{indicator.name}**" if status else f"**{indicator.name}**",
            query_params=to_indicator(view.plan, group.indicator),
        )
        behind = laggard_words(indicator, group.rows, names)
        unit_words = first_words(view, group.rows[0])
        # a line of its own, in one element: each element costs the browser
        words.markdown(f"{behind}  \n:gray[{plain(unit_words)}]" if unit_words else behind)


def laggard_words(indicator: Indicator, rows: Sequence[Progress], names: Mapping[str, str]) -> str:
    """9 处落后：莘庄镇 ■ 46.1 点，每月需 71.1 万元；…；另 6 处, the furthest first, as Markdown.

    `names` are what entities are called where that is more than their name in the figures.
    """
    parts = [_behind(indicator, row, names.get(row.entity, row.entity)) for row in rows[:NAMED]]
    if len(rows) > NAMED:
        parts.append(f"另 {len(rows) - NAMED} 处")
    overdue = all(row.pace_gap_points is None for row in rows)
    return f"{len(rows)} 处{'逾期' if overdue else '落后'}：{'；'.join(parts)}"


def _behind(indicator: Indicator, row: Progress, name: str) -> str:
    """How far one is from its pace, or where there is none what it lacks."""
    who = f"{plain(spoken(name.removesuffix(TOTAL_SUFFIX)))} {shape_marked(row.status)}"
    if row.pace_gap_points is None:
        return f"{who} {plain(lacking(row, indicator.uom))}"
    words = f"{who} {plain(decimal(-row.pace_gap_points))} 点"
    needed = need_words(row, indicator.uom)
    return f"{words}，{plain(needed)}" if needed else words
