"""挂图作战 on a page: one matrix filled by status; a click opens indicator and unit."""

from collections.abc import Sequence
from math import ceil

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.engine.progress import Progress
from kpi.wall import NOTHING
from kpi.words.statuses import STATUSES
from pages.frame.address import go, pick_key
from pages.frame.filters import View, carried, to_indicator
from pages.show.charts import pick_mark
from pages.show.snapshots import offer_snapshots
from pages.show.tables import pick_cell, status_style
from pages.standing.wall_list import show_wall_list
from report.charts.grids.matrix import key_of, matrix, picked
from report.files.walls import IN_CELLS, KINDS, NAME, Shown, names_of, wall_shown

ACROSS = 7  # as many columns of a table as a laptop shows side by side, status in words
PAGES = {"镇街": ("unit", "pages/towns.py"), "结对县": ("county", "pages/counties.py")}


@st.fragment
def show_wall_section(view: View) -> None:
    """By towns or by counties: the other way round redraws the wall alone."""
    st.header(NAME)
    bar = st.container(horizontal=True, vertical_alignment="bottom")
    across = bar.segmented_control(
        "横向看", KINDS, default=KINDS[0], key="across", bind="query-params"
    )
    kind = across or KINDS[0]
    show_wall(view, kind, names_of(kind, view.plan), bar)


def show_wall(view: View, kind: str, names: Sequence[str], bar: DeltaGenerator) -> None:
    """Indicators down, names across; on a phone a list of who is behind in what.

    `bar` holds what the wall can be shown as.
    """
    shown = wall_shown(view.plan, view.in_area, kind, names)
    if not shown.wall.lines:
        st.info("这里没有按单位或县考核的指标。")
        return
    with st.container(key=f"desk-{shown.topic}"):
        _show_wide(view, shown, bar)
    with st.container(key=f"phone-{shown.topic}"):
        show_wall_list(view, shown.wall, *PAGES[kind])


def _show_wide(view: View, shown: Shown, bar: DeltaGenerator) -> None:
    st.caption(f"点一格看该指标，点名称看它的全部指标　{key_of(shown.wall)}")
    figure = matrix(shown.wall, view.palette)
    choice = bar.container(key="desk-wall-table", width="content")
    if choice.toggle("以表格显示", key="wall_table", bind="query-params"):
        _show_table(view, shown)
    else:
        click = pick_mark(view, figure, shown.topic, shown.finding, pick_key(shown.topic))
        if click is not None:
            _open(view, shown.kind, *picked(click))
    offer_snapshots(
        view,
        figure,
        shown.topic,
        shown.rows(view.plan),
        title=f"{NAME}：{shown.finding}",
        uom=IN_CELLS,
        in_words=lambda: matrix(shown.wall, view.palette, words=True),
        a3=True,
    )


def _open(view: View, kind: str, code: str, entity: str) -> None:
    """A cell opens its indicator and unit; a name opens the unit's own page."""
    if code:
        go("pages/indicator.py", to_indicator(view.plan, code, entity))
    box, page = PAGES[kind]
    st.session_state[f"{box}_wanted"] = entity
    go(page, carried())


def _show_table(view: View, shown: Shown) -> None:
    """The same as tables of which a cell is picked by keys too."""
    wall = shown.wall
    frame = pd.DataFrame(
        [
            {"指标": wall.indicators[line.indicator].name}
            | dict(zip(wall.names, map(_label, line.rows), strict=True))
            for line in wall.lines
        ]
    )
    for number, part in enumerate(parts(wall.names)):
        click = _show_part(view, frame[["指标", *part]], f"{shown.topic}-{number}")
        if click is not None:
            line, name = click
            row = dict(zip(wall.names, wall.lines[line].rows, strict=True)).get(name)
            chosen = to_indicator(view.plan, wall.lines[line].indicator, row and row.entity)
            go("pages/indicator.py", chosen)


def parts(names: Sequence[str]) -> list[Sequence[str]]:
    """The names for one table below the other, so that none has to be scrolled sideways."""
    size = ceil(len(names) / ceil(len(names) / ACROSS))
    return [names[start : start + size] for start in range(0, len(names), size)]


def _show_part(view: View, frame: pd.DataFrame, key: str) -> tuple[int, str] | None:
    """Gives the line and the column that the reader picks."""
    names = list(frame.columns[1:])
    columns = {"指标": st.column_config.TextColumn(width=170, pinned=True)}
    columns |= {name: st.column_config.TextColumn(width=104) for name in names}
    styled = frame.style.map(lambda text: _cell_style(view, text), subset=names)
    return pick_cell(styled, key, columns)


def _label(row: Progress | None) -> str:
    return STATUSES[row.status].label if row else NOTHING


def _cell_style(view: View, text: str) -> str:
    return status_style(text, view.palette) if text != NOTHING else ""
