"""没有计入的：rows of the same matter that the rule does not count, and where they stand."""

import pandas as pd
import streamlit as st

from kpi.plan import Indicator
from pages.drill.source import line_of
from pages.frame.filters import View
from pages.frame.store import fetch_left_out
from pages.frame.text import plain
from pages.show.tables import show_table


def show_left_out(view: View, indicator: Indicator, entity: str | None) -> None:
    """Folded away; nothing where all that is of the matter counts."""
    rows = fetch_left_out(view.version, indicator.code, entity, view.at)
    if not rows.count:
        return
    with st.expander(f"同类而没有计入的：{rows.count:,} 行"):
        st.caption(f"不合口径，不计入这个数字。口径：{plain(indicator.rule)}")
        lines = pd.DataFrame([line_of(indicator, row) for row in rows.rows])
        show_table(lines, f"left-out-{indicator.code}-{entity}", {}, 11)
        if rows.count > len(rows.rows):
            st.caption(f"只列出前 {len(rows.rows)} 行")
