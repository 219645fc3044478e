"""The filters in force, above every page, each to be taken off with one click."""

from collections.abc import Sequence

import streamlit as st

Chip = tuple[str, str]  # the box's key, what it says


def show_chips(chips: Sequence[Chip]) -> None:
    """A button a filter; clicking it empties the filter's box."""
    if not chips:
        return
    with st.container(horizontal=True, gap="xsmall", key="chips"):
        for key, text in chips:
            st.button(
                text,
                key=f"chip-{key}",
                icon=":material/close:",
                icon_position="right",
                help="去掉这个筛选",
                on_click=_take_off,
                args=(key,),
            )


def _take_off(key: str) -> None:
    st.session_state[key] = None
