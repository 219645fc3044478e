"""Presentation: nothing but the content, in big type; arrow keys step through a meeting's views."""

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.plan import Plan, PlanError
from pages.frame.address import draw_anew, go
from pages.frame.bar import the_bar
from pages.frame.frozen import fetch_edition, shown_editions
from pages.frame.store import the_plan

# rem is the measure of all type (present.js keeps it from page to page); what stands beside and
# above the content belongs to the desk
BIG = 1.2
ON_THE_WALL = f"""<style>
  html {{ font-size: {BIG:.0%}; }}
  header, .stElementContainer:has(> * > style) {{ display: none; }}
  .stMainBlockContainer.stMainBlockContainer {{ padding-top: 1.5rem; }}
</style>"""


def steps() -> list[tuple[str, dict[str, str]]]:
    """The order in which a meeting looks, as the plan says: page, and what is chosen on it.

    None where the plan has faults: they are shown where the filters are.
    """
    try:
        plan = _plan_asked()
    except PlanError:
        return []
    return [
        (one.page, {"indicator": plan.indicator(one.indicator).name} if one.indicator else {})
        for one in plan.shown.steps
    ]


def _plan_asked() -> Plan:
    """The plan of the edition or day in the address: the boxes are not drawn yet."""
    name = st.query_params.get("edition")
    edition = next((e for e in shown_editions() if e.manifest.name == name), None) if name else None
    if edition is not None:
        meeting = fetch_edition(edition.folder, edition.manifest.content_sha256)
        return the_plan(edition.manifest.as_of) if isinstance(meeting, str) else meeting.plan
    try:
        return the_plan(date.fromisoformat(st.query_params.get("as_of", "")))
    except ValueError:
        return the_plan()


def step() -> int | None:
    """The number of the view that is presented, from 1; None: nothing is presented."""
    text = st.query_params.get("present", "")
    number = int(text) if text.isdecimal() and len(text) < 4 else 0
    # the plan is asked for where something is presented alone
    return number if number and number <= len(steps()) else None


def in_big(pixels: int) -> int:
    """A height or width that goes with the type, which is bigger while something is presented."""
    return pixels if step() is None else round(pixels * BIG)


def filter_place() -> DeltaGenerator:
    """Where the filters stand: in the bar, or out of the way while something is presented."""
    if step() is None:
        return the_bar()
    bar = st.bottom.container(horizontal=True, vertical_alignment="center")
    st.session_state["bar"] = bar
    return bar.popover("筛选", icon=":material/tune:")


def show_bar(kept: dict[str, str]) -> None:
    """Back, forward and out, by button or by key; `kept` are the filters that go along."""
    number = step()
    if number is None:
        if the_bar().button("演示", icon=":material/slideshow:", help="大字显示，方向键翻页"):
            _go(1, kept)
        return
    # not st.html, whose code comes later than the tables may
    st.markdown(ON_THE_WALL, unsafe_allow_html=True)
    bar: DeltaGenerator = st.session_state.pop("bar", st.bottom)
    back, forward = ":material/arrow_back:", ":material/arrow_forward:"
    if bar.button("上一页", icon=back, shortcut="Left", disabled=number == 1):
        _go(number - 1, kept)
    last = len(steps())
    bar.caption(f"{number} / {last}", width="content")
    if bar.button("下一页", icon=forward, shortcut="Right", disabled=number == last):
        _go(number + 1, kept)
    if bar.button("退出演示", icon=":material/close:", shortcut="Esc"):
        st.query_params.pop("present")
        draw_anew()
        st.rerun()


def _go(number: int, kept: dict[str, str]) -> None:
    page, chosen = steps()[number - 1]
    go(f"pages/{page}.py", kept | chosen | {"present": str(number)})
