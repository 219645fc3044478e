"""Progress rows as tables for the screen and as rows for a workbook."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from kpi.numbers import amount, percent, rounded
from kpi.plan import Plan
from kpi.progress import Progress
from kpi.statuses import STATUSES
from pages._address import pick_key
from pages._filters import View
from pages._present import in_big
from pages._text import spoken
from report.export import export_lines as export_lines
from report.theme import Palette

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
    event = st.dataframe(
        styled,
        hide_index=True,
        height=table_height(len(rows)),
        column_config=widths(COLUMNS),
        on_select="rerun",
        selection_mode="single-row",
        key=pick_key(key),
    )
    picked = event["selection"]["rows"]
    return rows[picked[0]] if picked else None


def table_height(rows: int, most: int = 26) -> int:
    """Pixels of a table that shows up to `most` rows without scrolling."""
    return in_big(35) * (min(rows, most) + 1) + 3


def widths(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns' configurations, each as wide as its type asks."""
    return {
        name: column | ({"width": in_big(column["width"])} if column.get("width") else {})
        for name, column in columns.items()
    }


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
