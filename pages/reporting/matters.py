"""督办事项 on a page: what they come to, as a table, and in numbers by unit and by meeting."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.reporting.follow_ups import FollowUp, Tally
from pages.frame.filters import View
from pages.show.tables import pick_line, status_style

MARKS = {"超期": "✖ 超期", "在办": "◌ 在办", "超期办结": "▽ 超期办结", "办结": "✔ 办结"}
# the status whose colour each state wears
COLOURS = {"超期": "逾期", "在办": "未到期", "超期办结": "滞后", "办结": "已完成"}
COLUMNS = {
    "督办事项": st.column_config.TextColumn(width=200),
    "状态": st.column_config.TextColumn(width=95),
    "距期限": st.column_config.TextColumn(width=85),
    "办理情况": st.column_config.TextColumn(width=120),
    "承办单位": st.column_config.TextColumn(width=100),
    "办结期限": st.column_config.DateColumn(width=90),
    "办结日期": st.column_config.DateColumn(width=90),
    "提出日期": st.column_config.DateColumn(width=90),
}


def finding(matters: Sequence[FollowUp]) -> str:
    """8 项督办：1 项超期，3 项在办，4 项已办结（其中 1 项超期办结）."""
    states = [m.state for m in matters]
    late, done = states.count("超期办结"), states.count("办结") + states.count("超期办结")
    parts = [f"{states.count(s)} 项{s}" for s in ("超期", "在办") if s in states]
    if done:
        parts.append(f"{done} 项已办结" + (f"（其中 {late} 项超期办结）" if late else ""))
    return f"{len(matters)} 项督办：{'，'.join(parts)}"


def matter_lines(view: View, matters: Sequence[FollowUp]) -> list[dict[str, object]]:
    return [
        {
            "状态": MARKS[m.state],
            "督办事项": m.matter,
            "承办单位": m.unit,
            "办结期限": m.due_on,
            "距期限": days_text((m.due_on - view.as_of).days) if m.done_on is None else "",
            "办理情况": m.progress,
            "办结日期": m.done_on,
            "提出日期": m.decided_on,
            "事项编号": m.matter_no,
        }
        for m in matters
    ]


def days_text(days: int) -> str:
    """At the end of the day on which a matter is due no time is left."""
    return f"还有 {days} 天" if days > 0 else f"已过 {-days} 天" if days else "期限已到"


def show_matters(view: View, matters: Sequence[FollowUp]) -> FollowUp | None:
    """A line a matter; gives the one that the reader picks."""
    styled = pd.DataFrame(matter_lines(view, matters)).style.map(
        lambda mark: _colour(view, mark.split()[-1]), subset=["状态"]
    )
    picked = pick_line(styled, "matters", COLUMNS)
    return None if picked is None else matters[picked]


def _colour(view: View, state: str) -> str:
    return status_style(COLOURS[state], view.palette)


def show_tallies(title: str, tallies: Sequence[Tally]) -> None:
    """How many matters of each are in which state."""
    lines = [
        {title: t.name}
        | {
            MARKS[state]: str(number or "·")
            for state, number in (
                ("超期", t.overdue),
                ("在办", t.open),
                ("超期办结", t.done_late),
                ("办结", t.done),
            )
        }
        for t in tallies
    ]
    st.table(pd.DataFrame(lines), hide_index=True)
