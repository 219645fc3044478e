"""A table that is wider than a laptop, as paper shows it: whole, its texts wrapped.

On the screen such a table is moved sideways; its canvas holds only what is in sight, which printing
cannot change. So its lines stand there a second time as HTML, which only paper shows (sheet.css).
"""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from kpi.words.numbers import decimal
from pages.show.fitting import WIDE, Columns, Data, widths

PER_CENT, ONE_PLACE, LOCALIZED = "%.1f%%", "%.1f", "localized"  # formats that our columns have


def paper_copy(data: Data, columns: Columns, lines: int) -> str:
    """The first lines as HTML of which every text is escaped; empty where the table itself fits."""
    frame = data.data if isinstance(data, Styler) else data
    fitted, _ = widths(frame, columns)
    if frame.empty or sum(fitted.values()) <= WIDE:
        return ""
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    rows = (
        "".join(_cell(row[name], columns.get(name, {})) for name in frame.columns)
        for row in frame.head(lines).to_dict("records")
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table class="paper-copy"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _cell(value: Any, column: Mapping[str, Any]) -> str:
    is_figure = isinstance(value, int | float) or column.get("alignment") == "right"
    text = "" if pd.isna(value) else _written(value, column)
    kind = "figure" if is_figure else "text"
    return f'<td class="{kind}">{escape(text)}</td>'


def _written(value: Any, column: Mapping[str, Any]) -> str:
    """As the table on the screen writes it."""
    if not isinstance(value, int | float):
        return str(value)
    form = column.get("type_config", {}).get("format")
    if form in (PER_CENT, ONE_PLACE):
        return f"{decimal(value)}{'%' if form == PER_CENT else ''}"
    if form == LOCALIZED:
        # three places at most and none that is zero: 72,931 and 1,299.05
        return f"{value:,.3f}".rstrip("0").rstrip(".")
    return str(value)
