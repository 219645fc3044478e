"""The bar over the stage: which step, back and forward, the list of steps, choosing them, out."""

import streamlit as st

from kpi.plan import Plan
from kpi.plan.shown import Step
from pages.frame import steps as the_steps
from pages.frame.present import leave, open_bar, own_steps, step, steps, turn_to
from pages.frame.text import plain


def show_bar(plan: Plan) -> None:
    """It comes with the mouse; the keys do the same without it."""
    number, last = step() or 1, len(steps())
    bar = st.session_state.pop("stage-bar", None) or open_bar()
    back, forward = ":material/arrow_back:", ":material/arrow_forward:"
    bar.button("上一步", icon=back, disabled=number == 1, on_click=turn_to, args=(number - 1,))
    bar.markdown(f"{number} / {last}", width="content")
    bar.button(
        "下一步", icon=forward, disabled=number == last, on_click=turn_to, args=(number + 1,)
    )
    with bar.popover(plain(the_steps.label(steps()[number - 1], plan)), icon=":material/list:"):
        _list_steps(plan, number)
    if bar.button("选择步骤", icon=":material/checklist:"):
        _choose_steps(plan)
    bar.button("退出演示", icon=":material/close:", on_click=leave)


def _list_steps(plan: Plan, number: int) -> None:
    """A click jumps to a step."""
    for place, one in enumerate(steps(), start=1):
        st.button(
            f"{place}. {the_steps.label(one, plan)}",
            key=f"stage-step-{place}",
            type="tertiary",
            disabled=place == number,
            on_click=turn_to,
            args=(place,),
        )


@st.dialog("选择步骤", width="medium")
def _choose_steps(plan: Plan) -> None:
    """Each step with a box and two arrows; what is chosen stands in the address."""
    st.caption("打勾的依次放映；选择和次序记在地址里，可复制给同事或收藏，定稿时随会议版留下")
    chosen = steps()
    others = [one for one in the_steps.offered(plan) if one not in chosen]
    for place, one in enumerate([*chosen, *others]):
        _offer(plan, one, place if one in chosen else None, len(chosen))
    st.button("恢复原来的步骤", on_click=_keep, args=(own_steps(),))
    if st.button("完成", type="primary"):
        st.rerun()


def _offer(plan: Plan, one: Step, place: int | None, number: int) -> None:
    """Of a step that is not chosen (`place` None) a box alone."""
    name, key = the_steps.label(one, plan), the_steps.code(one)
    others = [s for s in steps() if s != one]
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        is_in = place is not None
        order = others if is_in else [*others, one]
        box = f"stage-take-{key}-{'in' if is_in else 'out'}"
        st.checkbox(name, is_in, key=box, on_change=_keep, args=(order,))
        if place is not None:
            _arrow(("提前", f"stage-up-{key}", "arrow_upward"), place, -1, place == 0)
            is_last = place == number - 1
            _arrow(("推后", f"stage-down-{key}", "arrow_downward"), place, 1, is_last)


def _arrow(looks: tuple[str, str, str], place: int, by: int, is_end: bool) -> None:
    label, key, icon = looks
    order = steps() if is_end else moved(steps(), place, by)
    shape = f":material/{icon}:"
    st.button(label, key=key, icon=shape, disabled=is_end, on_click=_keep, args=(order,))


def moved(order: list[Step], place: int, by: int) -> list[Step]:
    """The steps with the one at a place exchanged with its neighbour."""
    other = place + by
    order = list(order)
    order[place], order[other] = order[other], order[place]
    return order


def _keep(order: list[Step]) -> None:
    """In a callback: puts the choice into the address; at least one step is left."""
    if not order:
        return
    the_steps.write(order, own_steps())
    if (step() or 1) > len(order) or step() is None:
        st.query_params["present"] = str(len(order))
