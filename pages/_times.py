"""The two times in the sidebar: the day that is looked at, and what was known of it when."""

from datetime import date

import streamlit as st

from kpi.plan import Plan
from kpi.plan.moments import end_of_day
from kpi.times import Times

QUARTER_ENDS = {"3月底": (3, 31), "6月底": (6, 30), "9月底": (9, 30), "年底": (12, 31)}


def choose_times(plan: Plan, latest: date) -> Times:
    """The day, with the quarters' ends at hand, and the day whose knowledge counts."""
    as_of = st.date_input(
        "截至日",
        value=latest,
        min_value=plan.first_day,
        max_value=plan.last_day,
        key="as_of",
        bind="query-params",
    )
    with st.container(horizontal=True, gap="xsmall"):
        for label, (month, day) in QUARTER_ENDS.items():
            st.button(
                label,
                key=f"quarter-{month}",
                type="tertiary",
                on_click=_go_to,
                args=(date(plan.year, month, day),),
            )
    known_on = st.date_input(
        "按哪天所知",
        value=None,
        min_value=plan.first_day,
        max_value=latest_known_on(plan),
        key="known_at",
        bind="query-params",
        help="只算这一天结束前收到的报表；留空为现在所知。会议当时的数字这样重现。",
    )
    return Times(as_of, end_of_day(known_on) if known_on else None)


def latest_known_on(plan: Plan) -> date:
    """Corrections may come years later, and are then looked back upon."""
    return date(plan.year + 5, 12, 31)


def _go_to(day: date) -> None:
    st.session_state["as_of"] = day
