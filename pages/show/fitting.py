"""How wide a table's columns and how tall its rows are, so that no figure is cut."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from pandas.io.formats.style import Styler

from report.charts.theme import room_for

Data = pd.DataFrame | Styler
Columns = Mapping[str, Any]
# of a row, by how many lines its texts take: Streamlit wraps none in a row of up to 64 pixels
ROW_PIXELS = {1: 35, 2: 66, 3: 77}
ROOM_BESIDE = 6  # of a text and the lines of its cell
# A sign without width, of a script written from the right: glide-data-grid sets a head that begins
# with it at the right. Streamlit's own `alignment` moves the cells alone.
FROM_THE_RIGHT = "\u061c"
WIDE = 1280  # a table that a laptop shows without scrolling sideways


def table_height(rows: int, row_pixels: int | None = None) -> int:
    """Pixels of a table that shows so many rows without scrolling."""
    head = ROW_PIXELS[1]
    return head + (row_pixels or head) * rows + 3


def widths(frame: pd.DataFrame, columns: Columns) -> tuple[dict[str, int], int]:
    """How wide each column is, and how many lines its texts take.

    All are as wide as their texts where a laptop has the room; else texts wrap, and figures are
    never cut.
    """
    needs = {name: _need(name, frame[name], columns.get(name, {})) for name in frame.columns}
    if sum(needs.values()) <= WIDE:
        return needs, 1
    asked = {
        name: need if _holds_figures(frame[name]) else columns.get(name, {}).get("width") or need
        for name, need in needs.items()
    }
    lines = max(-(-needs[name] // asked[name]) for name in asked)
    return asked, min(lines, max(ROW_PIXELS))


def heads_right(frame: pd.DataFrame, columns: Columns) -> dict[str, Mapping[str, Any]]:
    """The columns' looks; those that hold figures have their head at the right, as they are."""
    looks = {name: columns.get(name, st.column_config.Column()) for name in frame.columns}
    return {
        name: look | {"label": f"{FROM_THE_RIGHT}{name}"} if _is_right(frame[name], look) else look
        for name, look in looks.items()
    }


def _is_right(values: "pd.Series[Any]", look: Mapping[str, Any]) -> bool:
    if look.get("alignment") or look.get("type_config", {}).get("type") == "progress":
        return look.get("alignment") == "right"
    return is_numeric_dtype(values) and not is_bool_dtype(values)


def _need(name: str, values: "pd.Series[Any]", column: Mapping[str, Any]) -> int:
    """The pixels that head and texts take, and no fewer than the column asks for."""
    texts = (f"{x:,.1f}" if isinstance(x, float) else str(x) for x in values if x is not None)
    return max(column.get("width") or 0, room_for([str(name), *texts]) + ROOM_BESIDE)


def fitting(data: Data, columns: Columns) -> Data:
    """With texts that take more lines than a row has ending in …: a click opens them whole."""
    frame = data.data if isinstance(data, Styler) else data
    fitted, lines = widths(frame, columns)
    if lines < max(ROW_PIXELS):
        return data
    letters = {name: lines * (fitted[name] - 2 * ROOM_BESIDE) // 14 - lines for name in fitted}
    longer = [
        n for n in letters if any(isinstance(x, str) and len(x) > letters[n] for x in frame[n])
    ]
    if isinstance(data, Styler):
        return data.format({name: partial(_shortened, most=letters[name]) for name in longer})
    return data.assign(**{n: [_shortened(x, letters[n]) for x in data[n]] for n in longer})


def _shortened(text: Any, most: int) -> Any:
    return f"{text[:most]}…" if isinstance(text, str) and len(text) > most else text


def _holds_figures(values: "pd.Series[Any]") -> bool:
    """Numbers, or texts that begin with a digit or a dash: 1,234.5 万元."""
    return all(not isinstance(x, str) or x[:1].isdecimal() or x[:1] in "–-+" for x in values)
