"""Cards of the figures of which the filters' unit or county has a part."""

from collections.abc import Sequence

import streamlit as st

from kpi.plan import Indicator
from kpi.trace.breakdown import ENTITY, Slice, total
from kpi.words.numbers import amount
from pages.drill.part import Part
from pages.frame.filters import View, to_indicator
from pages.frame.store import fetch_breakdown

CARDS_A_ROW = 4
Named = tuple[Indicator, Part]


def most_first(view: View, parts: Sequence[Named]) -> list[Named]:
    """Those without a single row come last."""
    return sorted(parts, key=lambda named: not _slices(view, *named))


def _slices(view: View, indicator: Indicator, part: Part | None) -> list[Slice]:
    within = part.within if part else None
    return fetch_breakdown(view.version, indicator.code, ENTITY, None, view.at, within)


def show_part_cards(view: View, parts: Sequence[Named]) -> None:
    """A card an indicator of which the unit or county has a part."""
    for start in range(0, len(parts), CARDS_A_ROW):
        places = st.columns(CARDS_A_ROW)
        for place, (indicator, part) in zip(places, parts[start:], strict=False):
            whole = total(_slices(view, indicator, None))
            with place.container(border=True, height="stretch", gap="xsmall"):
                mine = total(_slices(view, indicator, part))
                st.metric(indicator.name, amount(mine.figure(indicator), indicator.uom))
                st.caption(
                    f"{part.label}；全区 {amount(whole.figure(indicator), indicator.uom)}，"
                    "目标没有分到它"
                )
                st.page_link(
                    "pages/indicator.py",
                    label="看这一部分",
                    query_params=to_indicator(view.plan, indicator.code),
                )
