"""A screen of the stage: the finding, what it is counted in, one chart or table, what it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from kpi.engine.progress import Progress
from pages.frame.filters import View
from pages.frame.present import ignored_steps
from pages.frame.store import is_demo
from pages.frame.text import plain
from pages.stage.measure import INNER, lines_of, room_between
from report.charts.stage import TITLE
from report.charts.theme import Palette

DEMO = "演示数据，不是真实情况"
NO_BREAK = "\u00a0"
MOST_LINES = 2  # of a title and of a sentence


@dataclass(frozen=True)
class Screen:
    """What is shown of a step; `draw` fills so many pixels of height, None: there is nothing.

    The subtitle is Markdown, title and sentence are text.
    """

    title: str
    subtitle: str
    sentence: str
    draw: Callable[[int], None] | None = None


def show_screen(screen: Screen, palette: Palette) -> None:
    """The screen on the canvas of 1920 x 1080, which the seam fits to the window."""
    st.html(_colours(palette))
    title = cut(screen.title, TITLE, INNER)
    sentence = cut(screen.sentence, 36, INNER)
    height = room_between(title, screen.subtitle, sentence)
    with st.container(key="stage"):
        st.title(plain(title), anchor=False)
        with st.container(key="stage-subtitle"):
            st.markdown(screen.subtitle)
        with st.container(key="stage-body", height=height, border=False):
            if screen.draw is not None:
                screen.draw(height)
        if sentence:
            with st.container(key="stage-sentence"):
                # a figure stays with its unit: lines break at a comma
                st.markdown(plain(sentence).replace(" ", NO_BREAK))


def cut(text: str, size: int, width: float, most: int = MOST_LINES) -> str:
    """A text that takes no more than so many lines; what is cut off ends in …"""
    while lines_of(text, size, width) > most:
        text = f"{text[:-2].rstrip('，；、…')}…"
    return text


def _colours(palette: Palette) -> str:
    colours = {"line": palette.grid, "track": palette.track, "ground": palette.background}
    named = "".join(f"--stage-{name}: {colour};" for name, colour in colours.items())
    return f"<style>:root {{ {named} }}</style>"


def subtitle(view: View, rows: Sequence[Progress] = (), uom: str = "", more: str = "") -> str:
    """Unit of measure, scope, day, reports in, each where there is one; and whose data it is; as
    Markdown, in which names are escaped.

    Rows of several indicators rest on the same reports, so that no sum of theirs would be true.
    """
    rows = rows if len({row.indicator for row in rows}) == 1 else ()
    due, received = sum(r.reports_due for r in rows), sum(r.reports_in for r in rows)
    faults = ignored_steps()
    parts = (
        uom and f"单位：{uom}",
        plain(view.scope.name(view.plan)),
        f"截至 {view.stamp}",
        f"已报 {received}/{due} 份" if due else "",
        plain(more),
        DEMO if is_demo() else "",
        f"地址中有 {faults} 个步骤不认识，已略过" if faults else "",
    )
    return "　".join(part for part in parts if part)
