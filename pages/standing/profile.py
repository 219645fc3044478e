"""A unit's or county's page: its figures, and how it stands among the others."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.findings import most_urgent_first, overall_finding
from pages.frame.address import go
from pages.frame.filters import View, to_indicator
from pages.show.charts import offer_xlsx
from pages.show.tables import export_lines, show_progress
from pages.show.words import show_first_words


def show_profile(view: View, name: str, rows: Sequence[Progress]) -> None:
    """One unit or county: what it owes and where it stands, the most urgent first."""
    st.title(f"{name}：{overall_finding(rows)}" if rows else f"{name}：没有单独考核的指标")
    due, received = sum(r.reports_due for r in rows), sum(r.reports_in for r in rows)
    st.caption(f"截至 {view.stamp}" + (f"　已报 {received}/{due} 份" if due else ""))
    # its own name says nothing in its own table
    others = {r.entity.removesuffix(TOTAL_SUFFIX) for r in rows} != {name}
    picked = show_progress(most_urgent_first(rows), view, f"profile-{name}", entities=others)
    offer_xlsx(view, export_lines(rows, view.plan), f"{name}指标")
    show_first_words(view, most_urgent_first(rows))
    if picked is not None:
        chosen = to_indicator(view.plan, picked.indicator, picked.entity)
        go("pages/indicator.py", chosen)
