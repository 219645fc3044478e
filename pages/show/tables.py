"""Tables of which a line or a cell can be picked, and progress rows as one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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
from pages.show.fitting import ROW_PIXELS, Columns, Data, fitting, heads_right, table_height, widths
from pages.show.on_paper import paper_copy
from report.charts.theme import Palette
from report.files.export import export_lines as export_lines

MOST_LINES = 50  # that a table shows at once
FIRST = 40  # of more than that

COLUMNS = {
    "指标": st.column_config.TextColumn(width=190, pinned=True),
    "对象": st.column_config.TextColumn(width=110),
    "状态": st.column_config.TextColumn(width=105),
    "完成": st.column_config.TextColumn(width=105, alignment="right"),
    "目标": st.column_config.TextColumn(width=105, alignment="right"),
    "完成率": st.column_config.ProgressColumn(
        width=140, format="%.1f%%", min_value=0.0, max_value=100.0
    ),
    "序时": st.column_config.TextColumn(width=70, alignment="right"),
    "报表": st.column_config.TextColumn(width=70, alignment="right", help="已报份数/应报份数"),
    "说明": st.column_config.TextColumn(width=440),
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
        st.info("所选的单位、县或领域没有单独考核的指标。点上面的筛选可以去掉它。")
        return None
    styled = frame.style.map(lambda label: status_style(label, view.palette), subset=["状态"])
    picked = pick_line(styled, key, COLUMNS)
    return None if picked is None else rows[picked]


def show_table(data: Data, key: str, columns: Columns, most: int = MOST_LINES) -> None:
    """Up to `most` lines at once, of which none can be picked."""
    st.dataframe(fitting(data, columns), key=pick_key(key), **_looks(data, key, columns, most))
    _show_on_paper(data, key, columns, most)
    _offer_the_rest(data, key, most)


def pick_line(data: Data, key: str, columns: Columns, most: int = MOST_LINES) -> int | None:
    """Up to `most` lines at once; gives the number of the line that is clicked, wherever."""
    picked = pick_cell(data, key, columns, most)
    return None if picked is None else picked[0]


def pick_cell(
    data: Data, key: str, columns: Columns, most: int = MOST_LINES
) -> tuple[int, str] | None:
    """The same of a cell: gives its line's number and its column's name."""
    event: Any = st.dataframe(
        fitting(data, columns),
        key=cells_key(key),
        on_select="rerun",
        selection_mode="single-cell",
        **_looks(data, key, columns, most),
    )
    _show_on_paper(data, key, columns, most)
    _offer_the_rest(data, key, most)
    picked = event["selection"]["cells"]
    return picked[0] if picked else None


def _show_on_paper(data: Data, key: str, columns: Columns, most: int) -> None:
    if copy := paper_copy(data, columns, _lines_shown(len(data.index), key, most)):
        st.html(copy)


def _looks(data: Data, key: str, columns: Columns, most: int) -> dict[str, Any]:
    frame = data.data if isinstance(data, Styler) else data
    fitted, lines = widths(frame, columns)
    row = ROW_PIXELS[lines]
    return {
        "hide_index": True,
        "placeholder": "",
        "height": table_height(_lines_shown(len(frame), key, most), row),
        "row_height": row,
        "column_config": {
            name: column | ({"width": fitted[name]} if column.get("width") else {})
            for name, column in heads_right(frame, columns).items()
        },
    }


def _lines_shown(total: int, key: str, most: int) -> int:
    if total <= most or st.session_state.get(f"all-{key}"):
        return total
    return min(most, FIRST)


def _offer_the_rest(data: Data, key: str, most: int) -> None:
    """Below a table that scrolls: how many lines there are, and a button that shows them all."""
    total = len(data.index)
    shown = _lines_shown(total, key, most)
    if shown == total:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"显示前 {shown} 行，共 {total} 行", width="content")
        st.button(
            "显示全部",
            key=f"show-all-{key}",
            type="tertiary",
            icon=":material/unfold_more:",
            on_click=_show_all,
            args=(key,),
        )


def _show_all(key: str) -> None:
    st.session_state[f"all-{key}"] = True


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
