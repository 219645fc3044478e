"""Presentation: one screen a step instead of the page, with a bar that comes with the mouse.

`present=3` in the address shows the third step, whatever page's address it is.
"""

from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.plan import Plan, PlanError
from kpi.plan.shown import ALONE, Step
from pages.frame import steps as the_steps
from pages.frame.address import KEPT, ask_for, draw_anew, go
from pages.frame.bar import the_bar
from pages.frame.frozen import fetch_edition, shown_editions
from pages.frame.store import the_plan
from report.editions.shelf import Edition

BROWSER = Path(__file__).parent / "browser"
KEYS = "stage-keys"
PAGE_OF = dict(zip(ALONE, ("overview", "tasks"), strict=True))  # where one that is left leads to


@cache
def _style() -> str:
    return f"<style>{(BROWSER / 'stage.css').read_text('utf-8')}</style>"


# the keys of a presenter's remote, the canvas's scale, and when the bar is seen
_keys = st.components.v2.component(
    "stage_keys", js=(BROWSER / "present.js").read_text("utf-8"), isolate_styles=False
)


def steps() -> list[Step]:
    """What the meeting looks at, in its order: those that the address names, else its own.

    None where the plan has faults: they are shown where the filters are.
    """
    try:
        return _chosen()[0]
    except PlanError:
        return []


def ignored_steps() -> int:
    """How many words of the address name no step."""
    return _chosen()[1]


def _chosen() -> tuple[list[Step], int]:
    return the_steps.chosen(plan_asked(), st.query_params.get(the_steps.KEY, ""), own_steps())


def own_steps() -> list[Step]:
    """Those that the edition in the address was presented with; else the plan's."""
    edition, plan = _edition_asked(), plan_asked()
    kept = edition.manifest.steps if edition is not None else ()
    return the_steps.chosen(plan, the_steps.BETWEEN.join(kept), plan.shown.steps)[0]


def steps_kept() -> list[str]:
    """The codes of the steps for an edition to keep; none where they are the plan's own."""
    shown, plan = steps(), plan_asked()
    return [] if shown == list(plan.shown.steps) else [the_steps.code(one) for one in shown]


def _edition_asked() -> Edition | None:
    name = st.query_params.get("edition")
    return next((e for e in shown_editions() if e.manifest.name == name), None) if name else None


def plan_asked() -> Plan:
    """The plan of the edition or day in the address: the boxes are not drawn yet."""
    edition = _edition_asked()
    if edition is not None:
        meeting = fetch_edition(edition.folder, edition.manifest.content_sha256)
        return the_plan(edition.manifest.as_of) if isinstance(meeting, str) else meeting.plan
    try:
        return the_plan(date.fromisoformat(st.query_params.get("as_of", "")))
    except ValueError:
        return the_plan()


def step() -> int | None:
    """The number of the step that is presented, from 1; None: nothing is presented."""
    text = st.query_params.get("present", "")
    number = int(text) if text.isdecimal() and len(text) < 4 else 0
    # the plan is asked for where something is presented alone
    return number if number and number <= len(steps()) else None


def filter_place() -> DeltaGenerator:
    """Where the filters stand: in the bar, or out of the way while something is presented."""
    return the_bar() if step() is None else open_bar().popover("筛选", icon=":material/tune:")


def open_bar() -> DeltaGenerator:
    """The bar of what is presented, over the lower edge of the canvas."""
    bar = st.container(horizontal=True, vertical_alignment="center", gap="small", key="stage-bar")
    # what the filters have to say stands with them
    st.session_state["stage-bar"] = st.session_state["notices"] = bar
    return bar


def offer_presentation(kept: dict[str, str]) -> None:
    """The button that begins it, on the page; `kept` are the filters that go along."""
    if the_bar().button("演示", icon=":material/slideshow:", help="一步一屏，翻页笔和方向键翻页"):
        go("pages/overview.py", kept | {"present": "1"})


def prepare_stage() -> None:
    """What the canvas rests on: its style, and the keys."""
    st.html(_style())
    _keys(
        key=KEYS,
        data={"number": step(), "last": len(steps())},
        on_turn_change=_turned,
        on_leave_change=leave,
    )


def _turned() -> None:
    turn_to(int(st.session_state[KEYS]["turn"]))


def turn_to(number: int) -> None:
    """In a callback: the step with this number is shown next."""
    if 1 <= number <= len(steps()):
        st.query_params["present"] = str(number)
        draw_anew()


def leave() -> None:
    """In a callback: from the step to its own page, with the filters."""
    number = step()
    if number is None:
        return
    shown, plan = steps()[number - 1], plan_asked()
    kept = {k: st.query_params[k] for k in KEPT if k != "present" and k in st.query_params}
    named = {"indicator": plan.indicator(shown.indicator).name} if shown.indicator else {}
    ask_for(f"pages/{PAGE_OF.get(shown.page, shown.page)}.py", kept | named)
