"""Progress rows as tables for the screen."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.numbers import amount, percent
from kpi.plan import Plan
from kpi.progress import Progress
from kpi.statuses import STATUSES
from report.theme import Palette


def show_indicators(rows: Sequence[Progress], plan: Plan, palette: Palette) -> None:
    """One line an indicator: actual, quota, rate, pace, status, reports in and the reason."""
    frame = pd.DataFrame([_line(row, plan) for row in rows])
    styled = frame.style.map(
        lambda label: f"color: {palette.statuses[label.split()[-1]]}; font-weight: 600",
        subset=["状态"],
    )
    st.dataframe(
        styled,
        hide_index=True,
        height=38 * (len(rows) + 1),
        column_config={
            "指标": st.column_config.TextColumn(width=190, pinned=True),
            "状态": st.column_config.TextColumn(width=105),
            "完成": st.column_config.TextColumn(width=105),
            "目标": st.column_config.TextColumn(width=105),
            "完成率": st.column_config.ProgressColumn(
                width=140, format="%.1f%%", min_value=0.0, max_value=100.0
            ),
            "序时": st.column_config.TextColumn(width=70),
            "报表": st.column_config.TextColumn(width=70),
            "说明": st.column_config.TextColumn(width=560),
        },
    )


def _line(row: Progress, plan: Plan) -> dict[str, object]:
    indicator = plan.indicator(row.indicator)
    return {
        "指标": indicator.name,
        "状态": STATUSES[row.status].label,
        "完成": amount(row.actual, indicator.uom),
        "目标": amount(row.target, indicator.uom),
        "完成率": None if row.rate is None else row.rate * 100,
        "序时": percent(row.elapsed) if row.expected is not None else "–",
        "报表": f"{row.reports_in}/{row.reports_due}" if row.reports_due else "–",
        "说明": row.reason,
    }
