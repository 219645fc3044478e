"""挂图作战 on a page: each status as shape, word and colour; a click opens indicator and unit."""

from collections.abc import Sequence
from math import ceil

import pandas as pd
import streamlit as st

from kpi.engine.progress import Progress
from kpi.wall import wall
from kpi.words.statuses import STATUSES
from pages.frame.address import go
from pages.frame.filters import View, to_indicator, towns
from pages.show.charts import offer_xlsx
from pages.show.tables import pick_cell, status_style

NOTHING = "·"  # the indicator asks nothing of this one
ACROSS = 7  # as many as a laptop shows side by side, status in words


@st.fragment
def show_wall_section(view: View) -> None:
    """By towns or by counties: the other way round redraws the wall alone."""
    st.header("挂图作战")
    across = st.segmented_control(
        "横向看", ["镇街", "结对县"], default="镇街", key="across", bind="query-params"
    )
    st.caption("点一格，看这个指标和单位；“·”表示不考核")
    counties = [county.name for county in view.plan.reference.counties]
    names = counties if across == "结对县" else towns(view.plan)
    show_indicator_wall(view, names, across or "镇街")


def show_indicator_wall(view: View, names: Sequence[str], key: str) -> None:
    """Indicators down, names across."""
    lines = wall(view.rows, view.plan, names)
    frame = pd.DataFrame(
        [
            {"指标": view.plan.indicator(line.indicator).name}
            | dict(zip(names, map(label, line.rows), strict=True))
            for line in lines
        ]
    )
    if frame.empty:
        st.info("这里没有按单位或县考核的指标。")
        return
    for number, part in enumerate(parts(names)):
        picked = _show_part(view, frame[["指标", *part]], f"wall-{key}-{number}")
        if picked is not None:
            line, name = picked
            row = dict(zip(names, lines[line].rows, strict=True)).get(name)
            chosen = to_indicator(view.plan, lines[line].indicator, row and row.entity)
            go("pages/indicator.py", chosen)
    offer_xlsx(view, frame.to_dict("records"), f"挂图作战_{key}")


def parts(names: Sequence[str]) -> list[Sequence[str]]:
    """The names for one table below the other, so that none has to be scrolled sideways."""
    size = ceil(len(names) / ceil(len(names) / ACROSS))
    return [names[start : start + size] for start in range(0, len(names), size)]


def _show_part(view: View, frame: pd.DataFrame, key: str) -> tuple[int, str] | None:
    """Gives the line and the column that the reader picks."""
    names = list(frame.columns[1:])
    columns = {"指标": st.column_config.TextColumn(width=170, pinned=True)}
    columns |= {name: st.column_config.TextColumn(width=104) for name in names}
    styled = frame.style.map(lambda text: cell_style(view, text), subset=names)
    return pick_cell(styled, key, columns)


def label(row: Progress | None) -> str:
    return STATUSES[row.status].label if row else NOTHING


def cell_style(view: View, text: str) -> str:
    return status_style(text, view.palette) if text != NOTHING else ""
