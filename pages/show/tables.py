"""Tables of which a line or a cell can be picked, and progress rows as one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from kpi.engine.progress import Progress
from kpi.plan import Plan
from kpi.words.numbers import amount, percent, rounded
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from pages.frame.address import cells_key, pick_key
from pages.frame.filters import View
from report.charts.theme import Palette
from report.files.export import export_lines as export_lines

Data = pd.DataFrame | Styler
Columns = Mapping[str, Any]
Mode = Literal["single-row", "single-cell"]
MOST_LINES = 26  # without scrolling

COLUMNS = {
    "指标": st.column_config.TextColumn(width=190, pinned=True),
    "对象": st.column_config.TextColumn(width=110),
    "状态": st.column_config.TextColumn(width=105),
    "完成": st.column_config.TextColumn(width=105),
    "目标": st.column_config.TextColumn(width=105),
    "完成率": st.column_config.ProgressColumn(
        width=140, format="%.1f%%", min_value=0.0, max_value=100.0
    ),
    "序时": st.column_config.TextColumn(width=70),
    "报表": st.column_config.TextColumn(width=70, help="已报份数/应报份数"),
    "说明": st.column_config.TextColumn(width=560),
}


def show_progress(
    rows: Sequence[Progress],
    view: View,
    key: str,
    *,
    indicators: bool = True,
    entities: bool = False,
) -> Progress | None:
    """One line a row, named by indicator, entity or both; gives the row that the reader picks."""
    lines = [_line(row, view.plan) for row in rows]
    unnamed = {"指标": indicators, "对象": entities}
    frame = pd.DataFrame([{k: v for k, v in x.items() if unnamed.get(k, True)} for x in lines])
    if frame.empty:
        st.info("这个范围内没有指标。请放宽左侧的筛选。")
        return None
    styled = frame.style.map(lambda label: status_style(label, view.palette), subset=["状态"])
    picked = pick_line(styled, key, COLUMNS)
    return None if picked is None else rows[picked]


def show_table(data: Data, key: str, columns: Columns, most: int = MOST_LINES) -> None:
    """Up to `most` lines without scrolling, of which none can be picked."""
    st.dataframe(data, key=pick_key(key), **_looks(data, columns, most))


def pick_line(data: Data, key: str, columns: Columns, most: int = MOST_LINES) -> int | None:
    """Up to `most` lines without scrolling; gives the number of the line that is picked."""
    picked = _selection(data, pick_key(key), columns, most, "single-row")["rows"]
    return picked[0] if picked else None


def pick_cell(
    data: Data, key: str, columns: Columns, most: int = MOST_LINES
) -> tuple[int, str] | None:
    """The same of a cell: gives its line's number and its column's name."""
    picked = _selection(data, cells_key(key), columns, most, "single-cell")["cells"]
    return picked[0] if picked else None


def _selection(data: Data, key: str, columns: Columns, most: int, mode: Mode) -> Any:
    event = st.dataframe(
        data, key=key, on_select="rerun", selection_mode=mode, **_looks(data, columns, most)
    )
    return event["selection"]


def _looks(data: Data, columns: Columns, most: int) -> dict[str, Any]:
    return {
        "hide_index": True,
        "placeholder": "",
        "height": table_height(len(data.index), most),
        "column_config": dict(columns),
    }


def table_height(rows: int, most: int = MOST_LINES) -> int:
    """Pixels of a table that shows up to `most` rows without scrolling."""
    return 35 * (min(rows, most) + 1) + 3


def as_shown(lines: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """The lines with their figures rounded as everywhere: the table itself rounds in binary."""
    return [{k: rounded(v) if isinstance(v, float) else v for k, v in x.items()} for x in lines]


def status_style(label: str, palette: Palette) -> str:
    return f"color: {palette.statuses[label.split()[-1]]}; font-weight: 600"


def _line(row: Progress, plan: Plan) -> dict[str, object]:
    indicator = plan.indicator(row.indicator)
    return {
        "指标": indicator.name,
        "对象": spoken(row.entity),
        "状态": STATUSES[row.status].label,
        "完成": amount(row.actual, indicator.uom),
        "目标": amount(row.target, indicator.uom),
        "完成率": None if row.rate is None else rounded(row.rate * 100),
        "序时": percent(row.elapsed) if row.expected is not None else "–",
        "报表": f"{row.reports_in}/{row.reports_due}" if row.reports_due else "–",
        "说明": row.reason,
    }
