"""What goes along in the address from page to page, and what a click may do to it."""

from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

BOXES = ("edition", "as_of", "known_at", "unit", "county", "area")  # the filters, on every page
KEPT = (*BOXES, "present", "steps")
# the boxes that links name, on a page that they may lead to from itself
LINKED = (*BOXES, "indicator", "entity", "by")
OPENED = ("submission", "cell", "slice", "row", "task", "q")  # what is open, in no box


def go(page: str, address: dict[str, str]) -> NoReturn:
    """Opens a page, from wherever a click was met; the filters go along in their boxes."""
    ask_for(page, address)
    st.rerun()


def ask_for(page: str, address: dict[str, str]) -> None:
    """As `go`, for callbacks, after which Streamlit runs the script anyway."""
    st.session_state["wanted_page"] = (page, address)
    draw_anew()


def go_where_asked() -> None:
    """Called by app.py once the boxes are drawn, which a run of a fragment alone does not do.

    Streamlit refuses to set a box both by its name and by the address.
    """
    if "wanted_page" in st.session_state:
        page, address = st.session_state.pop("wanted_page")
        st.session_state["noted"] = {}  # the boxes keep what the address is now without
        st.switch_page(page, query_params={k: v for k, v in address.items() if k not in BOXES})


def narrow_to(key: str, name: str) -> NoReturn:
    """Puts a name that was picked into the box with this key."""
    st.session_state[f"{key}_wanted"] = name
    draw_anew()
    st.rerun()


def pick_key(name: str) -> str:
    """The key of a table or chart in which something can be picked.

    It is another one after each step to or fro: what was picked before then counts as no click,
    and the address alone says what is open.
    """
    steps = st.session_state.get("steps", 0)
    return f"{name}-{steps}" if steps else name


def cells_key(name: str) -> str:
    """Of a table whose cells are picked: keys.js knows it by this, and opens none before Enter."""
    return pick_key(f"cells-{name}")


def draw_anew() -> None:
    """Forgets picks: their tables and charts have other keys from now on, and come anew."""
    st.session_state["steps"] = st.session_state.get("steps", 0) + 1


def read_address() -> None:
    """Called by app.py before any box is drawn: what the address says wins over a box.

    Streamlit does so on a first visit and after back or forward, but where a link leads to a box
    that stands there already it keeps what was in the box.
    """
    context = get_script_run_ctx()
    if context is not None and context.is_history_navigation:
        draw_anew()
        return
    noted = st.session_state.get("noted")
    if noted == {}:
        _keep_boxes()
    for key, (noted_address, noted_box) in (noted or {}).items():
        in_address = st.query_params.get_all(key)
        if (
            in_address != noted_address
            and key in st.session_state
            and st.session_state[key] == noted_box
        ):
            del st.session_state[key]
    if st.session_state.get("opened", _opened()) != _opened():
        # a link from a page to itself leaves the old address standing in the browser
        st.query_params.update({})


def _keep_boxes() -> None:
    """After `go`: from a page to itself Streamlit puts a box into the address only if it is set."""
    for key in BOXES:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def note_address() -> None:
    """Called by app.py when the boxes are drawn: what address and boxes say, for the next run."""
    st.session_state["noted"] = {key: _address_and_box(key) for key in LINKED}
    st.session_state["opened"] = _opened()


def _address_and_box(key: str) -> tuple[list[str], Any]:
    return st.query_params.get_all(key), st.session_state.get(key)


def _opened() -> list[list[str]]:
    return [st.query_params.get_all(key) for key in OPENED]
