"""The filters in force, above every page, each to be taken off with one click."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.frame.bar import notices
from pages.frame.text import plain

Chip = tuple[str, str]  # the box's key, what it says


def show_chips(chips: Sequence[Chip], latest: date) -> None:
    """A button a filter; clicking it empties the filter's box, or goes back to the latest day."""
    places: dict[str, DeltaGenerator] = {}
    for key, text in chips:
        with notices().container(
            horizontal=True, vertical_alignment="center", gap="xsmall", width="content"
        ):
            st.button(
                text,
                key=f"chip-{key}",
                icon=":material/close:",
                icon_position="right",
                help="去掉这个筛选",
                on_click=_take_off,
                args=(key, latest if key == "as_of" else None),
            )
            places[key] = st.empty()
    st.session_state["chip_places"] = places


def _take_off(key: str, instead: date | None) -> None:
    st.session_state[key] = instead


def say_beside(**reasons: str | None) -> None:
    """Beside a filter's chip: why it does nothing on this page, or on what it acts.

    Told by the box's key (unit, county, area, as_of, known_at); nothing for one that is not in
    force, or without a reason.
    """
    places: dict[str, DeltaGenerator] = st.session_state.get("chip_places", {})
    for key, reason in reasons.items():
        if reason and key in places:
            places[key].caption(plain(reason), width="content")
