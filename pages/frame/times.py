"""The two times in the bar: the day that is looked at, and what was known of it when."""

from datetime import date

import streamlit as st

from kpi.engine.times import Times
from kpi.moments import end_of_day
from kpi.plan import load_plan, plan_years

DAY = 130  # pixels of a box with a day
QUARTER_ENDS = {"3月底": (3, 31), "6月底": (6, 30), "9月底": (9, 30), "年底": (12, 31)}


def choose_times(latest: date) -> Times:
    """The day, with the quarters' ends at hand, and the day whose knowledge counts.

    The day chooses the year's plan too: last year is looked at on one of its days.
    """
    first, last = day_limits()
    as_of = st.date_input(
        "截至日",
        value=latest,
        min_value=first,
        max_value=last,
        key="as_of",
        width=DAY,
        bind="query-params",
    )
    with st.container(horizontal=True, gap="xsmall", width="content", key="quarters"):
        for label, (month, day) in QUARTER_ENDS.items():
            st.button(
                label,
                key=f"quarter-{month}",
                type="tertiary",
                on_click=_go_to,
                args=(date(as_of.year, month, day),),
            )
        _offer_years(as_of, latest)
    known_on = st.date_input(
        "按哪天所知",
        value=None,
        min_value=first,
        max_value=latest_known_on(),
        key="known_at",
        width=DAY,
        bind="query-params",
        help="只算这一天结束前收到的报表；留空为现在所知。会议当时的数字这样重现。",
    )
    return Times(as_of, end_of_day(known_on) if known_on else None)


def follow_first_report(latest: date, has_reports: bool) -> None:
    """Once the first report counts, the day goes to its month, if nobody has chosen another.

    Before it the day was today, or the year's last; the box would keep it.
    """
    before = st.session_state.pop("day_before_first", None)
    if not has_reports:
        st.session_state["day_before_first"] = latest
    elif before is not None and st.session_state.get("as_of") == before:
        st.session_state["as_of"] = latest


def day_limits() -> tuple[date, date]:
    """The first day of the oldest plan, and the last of the newest."""
    return load_plan(plan_years()[0]).first_day, load_plan().last_day


def latest_known_on() -> date:
    """Corrections may come years later, and are then looked back upon."""
    return date(plan_years()[-1] + 5, 12, 31)


def _offer_years(as_of: date, latest: date) -> None:
    """The other years: their last day, of the newest the newest with reports."""
    for year in plan_years():
        if year != as_of.year:
            day = latest if year == latest.year else load_plan(year).last_day
            label, key = f"{year}年", f"year-{year}"
            st.button(label, key=key, type="tertiary", on_click=_go_to, args=(day,))


def _go_to(day: date) -> None:
    st.session_state["as_of"] = day
