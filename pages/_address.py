"""What goes along in the address from page to page."""

from typing import NoReturn

import streamlit as st

BOXES = ("edition", "as_of", "known_at", "unit", "county", "area")  # the filters, on every page
KEPT = (*BOXES, "present")


def go(page: str, address: dict[str, str]) -> NoReturn:
    """Opens a page. The filters go along in their boxes: Streamlit refuses to set them twice."""
    st.switch_page(page, query_params={k: v for k, v in address.items() if k not in BOXES})
