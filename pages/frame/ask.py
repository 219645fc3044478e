"""The search box in the bar, and where each thing that was found leads."""

import streamlit as st

from kpi.search import OFTEN, Found
from pages.frame.address import ask_for
from pages.frame.filters import View, carried, to_indicator


def show_box() -> None:
    """A question asked here is answered on the page 搜索."""
    st.text_input(
        "搜索",
        key="ask",
        max_chars=60,
        placeholder="搜索",
        label_visibility="collapsed",
        icon=":material/search:",
        width=140,
        on_change=_ask,
    )


def _ask() -> None:
    """The box is empty afterwards, so that the same may be asked again."""
    asked = st.session_state["ask"].strip()
    st.session_state["ask"] = ""
    if asked:
        ask_for("pages/search.py", carried(q=asked))


def target(view: View, match: Found) -> tuple[str, dict[str, str]]:
    """The page that a thing leads to, and its address."""
    if match.task is not None:
        return "pages/tasks.py", carried(task=str(match.task))
    if match.indicator is None:
        if match.kind == "结对县":
            return "pages/counties.py", carried(county=match.entity)
        return "pages/towns.py", carried(unit=match.entity)
    address = to_indicator(view.plan, match.indicator, match.entity)
    if match.kind in OFTEN:
        address |= {"by": match.kind, "slice": match.name}
    elif match.place is not None:
        address["row"] = ":".join(map(str, match.place))
    return "pages/indicator.py", address
