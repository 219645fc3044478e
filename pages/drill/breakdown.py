"""The level between an entity and its rows: the figure by channel, product, county or month."""

from dataclasses import dataclass

import streamlit as st

from etl.forms.forms import FORMS
from kpi.engine.slices import MONTH
from kpi.plan import Indicator
from kpi.reporting.reports import month_states
from kpi.trace.breakdown import Slice, every_month, slices_finding
from kpi.words.numbers import amount
from pages.drill.part import Part
from pages.frame.filters import View
from pages.frame.store import fetch_breakdown, fetch_reports
from pages.frame.text import plain
from pages.show.charts import pick_mark
from pages.show.snapshots import offer_snapshots
from report.charts.slices import slice_bars

# Sentences, numbers of papers and the like: no two rows share them.
NO_SLICES = ("note", "result", "issue", "voucher", "name", "project_no", "matter", "matter_no")
BY_MONTH = "月份"
KINDS = ("text", "choice", "county", "origin", "place", "unit", "leader", "yes_no")


def columns_of(indicator: Indicator) -> dict[str, str]:
    """The header of each column by which the indicator's form can be told apart: its column."""
    form = FORMS[indicator.form]
    named = [c for c in form.columns() if c.kind.name in KINDS and c.name not in NO_SLICES]
    return {BY_MONTH: MONTH} | {c.header: c.stored_as for c in named}


@dataclass(frozen=True)
class Chosen:
    """The slice in the address: its column, name and number of rows."""

    column: str
    name: str
    rows: int


def choose_slice(
    view: View, indicator: Indicator, entity: str | None, part: Part | None = None
) -> Chosen | None:
    """Bars by the column that is chosen, of a part if asked; gives the slice in the address."""
    columns = columns_of(indicator)
    header = st.pills(
        "按什么分", list(columns), default=BY_MONTH, key="by", bind="query-params", on_change=_leave
    )
    if header is None:
        return None
    slices = slices_of(view, indicator, columns[header], entity, part)
    topic = f"{indicator.name}{f'_{part.label}' if part else ''}按{header}"
    first_slices = "，".join(
        f"{s.name} {amount(s.figure(indicator), indicator.uom)}" for s in slices[:5]
    )
    figure = slice_bars(slices, indicator, view.palette)
    # another key once a slice is chosen: the click does not come back when the slice is left
    key = f"slices-{topic}-{entity}-{st.query_params.get('slice')}"
    picked = pick_mark(view, figure, topic, f"{topic}：{first_slices}", key)
    if picked is not None:
        st.query_params["slice"] = picked
        st.rerun()
    lines = [
        {header: s.name, indicator.uom: None if s.note else s.figure(indicator), "行数": s.rows}
        for s in slices
    ]
    title = f"{topic}：{slices_finding(slices, indicator)}" if slices else topic
    offer_snapshots(view, figure, topic, lines, title=title, uom=indicator.uom)
    value = st.query_params.get("slice")
    chosen = next((s for s in slices if s.name == value), None)
    if value and chosen is None:
        st.warning(f"地址里的“{plain(value)}”不在上图中：可能换过对象或日期。下面是全部明细。")
    return Chosen(columns[header], chosen.name, chosen.rows) if chosen else None


def slices_of(
    view: View, indicator: Indicator, column: str, entity: str | None, part: Part | None = None
) -> list[Slice]:
    """The figure, or a part of it, by a column; of months every one, also without a figure."""
    within = part.within if part else None
    slices = fetch_breakdown(view.version, indicator.code, column, entity, view.at, within)
    if column != MONTH or not slices:
        return slices
    units = {unit.name for unit in view.plan.reference.units}
    unit = entity if entity in units else None
    states = month_states(fetch_reports(view.version, view.at), indicator.form, unit)
    return every_month(slices, view.plan.first_day, view.as_of, states)


def _leave() -> None:
    st.query_params.pop("slice", None)
