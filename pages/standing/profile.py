"""A unit's or county's page: its figures, and how it stands among the others."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.findings import most_urgent_first, overall_finding
from kpi.plan import Indicator
from kpi.words.statuses import STATUSES
from pages.frame.address import go, narrow_to
from pages.frame.filters import View, to_indicator
from pages.show.charts import offer_xlsx
from pages.show.tables import export_lines, pick_cell, show_progress, status_style
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


def show_wall(view: View, names: Sequence[str], key: str) -> None:
    """Units or counties down, indicators across, each status as shape, word and colour."""
    by_key = {(r.entity, r.indicator): r for r in view.in_area if r.level == "entity"}
    measured = {code for name, code in by_key if name in names}
    indicators = [i for i in view.plan.indicators if i.code in measured]
    frame = pd.DataFrame(
        [
            {"名称": name} | {i.name: _label(by_key.get((name, i.code))) for i in indicators}
            for name in names
        ]
    )
    styled = frame.style.map(
        lambda label: status_style(label, view.palette) if label != "·" else "",
        subset=[i.name for i in indicators],
    )
    columns = {"名称": st.column_config.TextColumn(width=110, pinned=True)}
    picked = pick_cell(styled, key, columns)
    offer_xlsx(view, frame.to_dict("records"), f"{key}状态")
    if picked is not None:
        _go(view, names[picked[0]], picked[1], indicators)


def _label(row: Progress | None) -> str:
    return STATUSES[row.status].label if row else "·"


def _go(view: View, name: str, column: str, indicators: Sequence[Indicator]) -> None:
    """A cell opens its indicator and unit; a name opens the unit's own page."""
    indicator = next((i for i in indicators if i.name == column), None)
    if indicator is None:
        key = "unit" if name in {u.name for u in view.plan.reference.units} else "county"
        narrow_to(key, name)
    chosen = to_indicator(view.plan, indicator.code, name)
    go("pages/indicator.py", chosen)
