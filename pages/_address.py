"""What goes along in the address from page to page."""

from typing import NoReturn

import streamlit as st

BOXES = ("edition", "as_of", "known_at", "unit", "county", "area")  # the filters, on every page
KEPT = (*BOXES, "present")


def go(page: str, address: dict[str, str]) -> NoReturn:
    """Opens a page, from wherever a click was met; the filters go along in their boxes."""
    st.session_state["wanted_page"] = (page, address)
    st.rerun()


def go_where_asked() -> None:
    """Called by app.py once the boxes are drawn, which a run of a fragment alone does not do.

    Streamlit refuses to set a box both by its name and by the address.
    """
    if "wanted_page" in st.session_state:
        page, address = st.session_state.pop("wanted_page")
        st.switch_page(page, query_params={k: v for k, v in address.items() if k not in BOXES})
