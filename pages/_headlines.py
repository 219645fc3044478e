"""The parts of 总览: headline cards, and who is behind."""

from collections.abc import Sequence

import streamlit as st

from kpi.findings import Laggards
from kpi.headlines import Headline
from kpi.numbers import decimal
from kpi.statuses import STATUSES
from pages._filters import View, to_indicator
from pages._text import plain

CARDS_A_ROW = 4


def show_cards(cards: Sequence[Headline]) -> None:
    """The headline figures, four a row, each with what it is measured against and its pace."""
    for start in range(0, len(cards), CARDS_A_ROW):
        places = st.columns(CARDS_A_ROW)
        for place, card in zip(places, cards[start : start + CARDS_A_ROW], strict=False):
            with place.container(border=True, height="stretch"):
                st.metric(card.name, card.figure)
                st.caption(card.against)
                if card.gap_points is not None:
                    st.markdown(_gap(card.gap_points))


def _gap(points: float) -> str:
    ahead = points >= 0
    return f"{'▲ 超前' if ahead else '▽ 落后'} {decimal(abs(points))} 个百分点"


def show_laggards(view: View, groups: Sequence[Laggards]) -> None:
    """A line an indicator: how many are behind, who the most, and what each month must bring."""
    for group in groups:
        worst, name = group.rows[0], view.plan.indicator(group.indicator).name
        others = f"（共 {len(group.rows)} 处落后）" if len(group.rows) > 1 else ""
        shape = STATUSES[worst.status].shape
        st.page_link(
            "pages/indicator.py",
            label=f"{shape} **{name}**{others}　{plain(worst.entity)}：{worst.reason}",
            query_params=to_indicator(view.plan, group.indicator),
        )
