"""What a link names that is not there, or no longer."""

import streamlit as st

from kpi.plan import Plan
from pages._frozen import shown_editions
from pages._text import plain

MOST_LETTERS = 40


def say_what_is_unknown(plan: Plan) -> None:
    """All is then shown, and must not be taken for what was asked for."""
    offered = {
        "单位": ("unit", [u.name for u in plan.reference.units]),
        "结对县（区）": ("county", [c.name for c in plan.reference.counties]),
        "工作领域": ("area", [area.name for area in plan.areas]),
        "会议版": ("edition", [e.manifest.name for e in shown_editions()]),
    }
    for label, (key, names) in offered.items():
        asked = st.query_params.get(key)
        if asked and asked not in names:
            named = plain(asked[:MOST_LETTERS])
            st.warning(f"链接里的{label}“{named}”不存在，这一项没有筛选。")
