"""Which layout shows which step, and what is shown where there is nothing to present."""

from collections.abc import Callable

import streamlit as st

from etl.demo.progress import Making
from kpi.plan.shown import Step
from pages.frame.empty import show_no_data
from pages.frame.filters import View, any_view
from pages.frame.making import show_making
from pages.frame.present import leave, prepare_stage, step, steps
from pages.frame.steps import label
from pages.stage.bar import show_bar
from pages.stage.closing import closing
from pages.stage.indicator import indicator_screen
from pages.stage.overview import overview
from pages.stage.projects import projects_screen
from pages.stage.reporting import follow_ups_screen, monthly
from pages.stage.screen import Screen, show_screen, subtitle
from pages.stage.standing import all_counties, all_towns
from pages.stage.tasks import tasks_screen
from pages.stage.topics import consumption, topic
from pages.stage.wall import wall_screen

LAYOUTS: dict[str, Callable[[View], Screen]] = {
    "overview": overview,
    "wall": wall_screen,
    "towns": all_towns,
    "counties": all_counties,
    "consumption": consumption,
    "travel": lambda view: topic(view, "文旅与疗休养", forms=("tour",)),
    "people": lambda view: topic(
        view, "培训与劳务", forms=("training", "job_fair", "employment", "posting")
    ),
    "projects": projects_screen,
    "tasks": tasks_screen,
    "monthly": monthly,
    "follow_ups": follow_ups_screen,
    "closing": closing,
}


def show_stage() -> None:
    """The step that the address names, instead of the page."""
    view = any_view()
    if not isinstance(view, View):
        _show_nothing(view)
        return
    prepare_stage()
    show_bar(view.plan)
    show_screen(screen_of(view, steps()[(step() or 1) - 1]), view.palette)


def _show_nothing(reason: Making | str) -> None:
    """Before there is anything to present: the page that says so, and the way out."""
    if isinstance(reason, Making):
        show_making()
    else:
        show_no_data(reason)
    st.button("退出演示", icon=":material/close:", on_click=leave)


def screen_of(view: View, shown: Step) -> Screen:
    if view.scope.is_impossible:
        title = f"{view.scope.unit}与{view.scope.county}没有共同的指标"
        return Screen(title, subtitle(view), "单位与结对县不能同时选择，请在筛选中清除其中一项")
    if shown.indicator is not None:
        return indicator_screen(view, view.plan.indicator(shown.indicator))
    if shown.page not in LAYOUTS:
        name = label(shown, view.plan)
        words = f"这一步没有放映的样式，请退出演示后在“{name}”页上看"
        return Screen(name, subtitle(view), words)
    return LAYOUTS[shown.page](view)
