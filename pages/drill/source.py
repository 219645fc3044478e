"""From a figure to its rows, and from a row to the cell of the workbook that it came from."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from etl.forms.forms import FORMS
from etl.personal import masked
from etl.problems import RefusedError, column_name
from etl.read.cells import Sheet, show
from etl.read.read import read_sheets
from kpi.engine.query import Row
from kpi.moments import in_shanghai
from kpi.plan import Indicator
from kpi.trace.lineage import Source, Wanted
from pages.drill.originals import offer_original, original_of
from pages.frame.filters import View
from pages.frame.store import fetch_rows, fetch_source
from pages.frame.text import plain
from pages.show.charts import offer_xlsx
from pages.show.tables import pick_line

NEIGHBOURS = 4


def show_rows(
    view: View, indicator: Indicator, wanted: Wanted, first: int, most: int
) -> Row | None:
    """A page of the rows behind a figure in the form's own words; gives the one that is picked."""
    page = replace(wanted, first=first, most=most)
    rows = fetch_rows(view.version, indicator.code, page, view.at)
    topic = f"{indicator.name}_明细"
    money = {
        f"{c.header}（元）": st.column_config.NumberColumn(format="localized")
        for c in FORMS[indicator.form].columns()
        if c.kind.name == "money"
    }
    lines = pd.DataFrame([line_of(indicator, row) for row in rows])
    key = f"rows-{topic}-{wanted.entity}-{wanted.slice_}-{wanted.within}-{first}"
    picked = pick_line(lines, key, money, 11)
    offer_xlsx(view, lambda: all_lines(view, indicator, wanted), topic, wanted.entity)
    return None if picked is None else rows[picked]


def all_lines(view: View, indicator: Indicator, wanted: Wanted) -> list[dict[str, Any]]:
    """All the rows, not only those of the page that is shown."""
    rows = fetch_rows(view.version, indicator.code, wanted, view.at)
    return [line_of(indicator, row) for row in rows]


def line_of(indicator: Indicator, row: Row) -> dict[str, Any]:
    """A row in the form's own words, with where it stands."""
    values: dict[str, Any] = {"对象": row["entity"]}
    for column in FORMS[indicator.form].columns():
        value = row[column.stored_as]
        money = column.kind.name == "money" and value is not None
        values[column.header + ("（元）" if column.kind.name == "money" else "")] = (
            value / 100 if money else value
        )
    return values | {"文件": row["file_name"], "工作表": row["sheet"], "行": row["row"]}


def show_cell(view: View, indicator: Indicator, submission_id: int, sheet: str, row: int) -> None:
    """The row among its neighbours, with the cells that the indicator reads its figure from."""
    source = fetch_source(view.version, submission_id, sheet)
    letters = _letters(indicator, source) if source else []
    show_row(view, submission_id, sheet, row, letters)


def show_row(
    view: View, submission_id: int, sheet: str, row: int, letters: Sequence[str] = ()
) -> None:
    """The row among its neighbours as it stood in the workbook, and the original to download."""
    source = fetch_source(view.version, submission_id, sheet)
    if source is None:
        st.warning("没有找到这一行的来源：链接可能来自另一个数据目录。")
        return
    cells = "、".join(f"{letter}{row}" for letter in letters)
    st.subheader(f"源单元格：{plain(source.file_name)} › {plain(sheet)} › 第 {row} 行")
    received = in_shanghai(source.received_at)
    st.caption(
        f"取数单元格：{cells or '整行'}　报送单位：{source.unit}　"
        f"收到：{received:%Y-%m-%d %H:%M}　经手：{plain(source.received_by)}　编号：{submission_id}"
    )
    content = original_of(source.sha256)
    if content is None:
        return
    original_sheet = _sheet(source, content, sheet)
    if original_sheet is None:
        st.warning("原件现在读不出来，请联系管理员；下面仍可下载原件。")
    else:
        _show_neighbours(view, original_sheet, row, letters)
    offer_original(source.sha256, source.file_name, content)


def _letters(indicator: Indicator, source: Source) -> list[str]:
    """The sheet's columns that the indicator's rule reads its figure from."""
    fragments = " ".join(filter(None, (indicator.value, indicator.over, indicator.distinct)))
    # the names in an SQL fragment: “price_fen * quantity” has price_fen and quantity
    named = {word.removesuffix("_fen") for word in re.findall(r"[a-z_]+", fragments)}
    return [letter for name, letter in source.columns.items() if name in named]


@st.cache_data(max_entries=16, show_spinner="正在打开原件…")
def _read(sha256: str, name: str, _content: bytes) -> list[Sheet]:
    return read_sheets(name, _content)


def _sheet(source: Source, content: bytes, name: str) -> Sheet | None:
    try:
        sheets = _read(source.sha256, source.file_name, content)
    except RefusedError:
        return None
    return next((sheet for sheet in sheets if sheet.name == name), None)


def _show_neighbours(view: View, sheet: Sheet, row: int, letters: Sequence[str]) -> None:
    numbers = range(max(0, row - 1 - NEIGHBOURS), min(sheet.rows, row + NEIGHBOURS))
    names = [column_name(index) for index in range(len(sheet.columns))]
    frame = pd.DataFrame(
        [[plain(masked(show(value))) for value in sheet.row(number)] for number in numbers],
        index=[number + 1 for number in numbers],
        columns=names,
    )
    shade = f"background-color: {view.palette.grid}"
    strong = f"background-color: {view.palette.accent}; color: {view.palette.on_accent}"

    def paint(line: "pd.Series[str]") -> list[str]:
        if line.name != row:
            return [""] * len(line)
        return [strong if name in letters else shade for name in line.index]

    st.table(frame.style.apply(paint, axis=1))
