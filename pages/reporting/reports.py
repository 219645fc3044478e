"""Units down, months across: what became of each report."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from kpi.reporting.reports import Discipline, Report
from pages.frame.filters import View
from pages.show.tables import as_shown, pick_cell, show_table, status_style

MARKS = {"按时": "● 按时", "补报": "▽ 补报", "未报": "✖ 未报", "未到期": "◌ 未到期"}
# of several forms of a unit and month the first of these that any has is shown
WORST_FIRST = ("未报", "补报", "未到期", "按时")
# the status whose colour each state wears
COLOURS = {"按时": "达序时", "补报": "滞后", "未报": "逾期", "未到期": "未到期"}
MOST_UNITS = 40  # every unit at once: who is missing is seen at a glance
COUNTS = ("应报", "按时", "补报", "未报")
Picked = tuple[str, date | None]  # unit, month


def report_lines(reports: Sequence[Report]) -> list[dict[str, str]]:
    """One line a unit with the state of each month's reports, those that miss most first.

    Of several forms: the worst state, and how many are in it where they are not alike.
    """
    units = dict.fromkeys(r.unit for r in reports)
    months = sorted({r.month for r in reports})
    states: dict[tuple[str, date], list[str]] = {}
    for r in reports:
        states.setdefault((r.unit, r.month), []).append(r.state)
    missed = {u: sum(r.state == "未报" for r in reports if r.unit == u) for u in units}
    return [
        {"单位": unit} | {f"{m.month}月": _mark(states.get((unit, m), [])) for m in months}
        for unit in sorted(units, key=lambda u: -missed[u])
    ]


def _mark(states: Sequence[str]) -> str:
    worst = next((state for state in WORST_FIRST if state in states), None)
    if worst is None:
        return ""
    number = states.count(worst)
    return MARKS[worst] + (f" {number}/{len(states)}" if number < len(states) else "")


def show_matrix(view: View, reports: Sequence[Report]) -> Picked | None:
    """The matrix; gives the unit and month of the cell that the reader picks."""
    lines = report_lines(reports)
    frame = pd.DataFrame(lines)
    months = sorted({r.month for r in reports})
    styled = frame.style.map(lambda mark: report_style(view, mark), subset=list(frame.columns[1:]))
    columns = {"单位": st.column_config.TextColumn(width=110, pinned=True)}
    columns |= {name: _month_column(frame[name]) for name in frame.columns[1:]}
    picked = pick_cell(styled, "matrix", columns, MOST_UNITS)
    if picked is None:
        return None
    row, column = picked
    return lines[row]["单位"], next((m for m in months if f"{m.month}月" == column), None)


def _month_column(marks: "pd.Series[str]") -> Any:
    """Wide enough for ▽ 补报, or for ▽ 补报 1/2."""
    return st.column_config.TextColumn(width=88 if marks.str.contains("/").any() else 65)


def report_style(view: View, mark: str) -> str:
    if not mark:
        return ""
    return status_style(COLOURS[mark.split()[1]], view.palette)


def show_discipline(view: View, name: str, rates: Sequence[Discipline]) -> None:
    """On-time rates, the lowest first."""
    first = st.column_config.TextColumn(width=110 if name == "单位" else 205, pinned=True)
    rate = st.column_config.ProgressColumn(
        format="%.1f%%", min_value=0.0, max_value=100.0, width=95
    )
    columns = {name: first, "按时率": rate}
    columns |= {number: st.column_config.NumberColumn(width=48) for number in COUNTS}
    frame = pd.DataFrame(as_shown(discipline_lines(name, rates)))
    show_table(frame, f"discipline-{name}", columns, 14)


def discipline_lines(name: str, rates: Sequence[Discipline]) -> list[dict[str, object]]:
    return [
        {
            name: d.name,
            "按时率": d.on_time_rate * 100,
            "应报": d.due,
            "按时": d.on_time,
            "补报": d.late,
            "未报": d.missing,
        }
        for d in rates
    ]
