"""The slim bar under the menu: the search box, the filters and 演示, and what stands below it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

# on a phone the bar is folded; opened and closed by the browser alone (bar.css)
FOLD = '<details class="bar-fold"><summary>筛选</summary></details>'


def open_bar() -> DeltaGenerator:
    """Called by app.py first of all, where nothing is presented."""
    bar = st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key="bar")
    st.session_state["bar"] = bar
    return bar


def open_notices() -> None:
    """Called by app.py next: the line below the bar, or at the top of what is presented."""
    st.session_state["notices"] = st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", key="notices"
    )


def the_bar() -> DeltaGenerator:
    """The bar of this run."""
    bar: DeltaGenerator = st.session_state["bar"]
    return bar


def notices() -> DeltaGenerator:
    """Whose data is shown, and the filters in force."""
    line: DeltaGenerator = st.session_state["notices"]
    return line


def show_fold() -> None:
    """The word behind which a phone keeps the filters."""
    the_bar().html(FOLD)
