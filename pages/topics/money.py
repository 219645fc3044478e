"""The tables of 消费协作: units by month, the largest purchasers and products."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.plan.entities import reporting_units
from kpi.topics.purchases import Flow
from kpi.words.numbers import decimal
from pages.drill.breakdown import BY_MONTH
from pages.frame.address import go
from pages.frame.filters import View, to_indicator
from pages.show.charts import offer_xlsx
from pages.show.tables import as_shown, pick_cell, show_table
from pages.topics.topics import fetch_purchases

MOST = 15
LARGEST = {"采购单位": "purchaser", "产品": "product", "渠道": "channel"}


def by_name(flows: Sequence[Flow], side: str) -> list[tuple[str, int]]:
    """The sums of one side in fen, the largest first."""
    sums: dict[str, int] = {}
    for flow in flows:
        name = flow.one if side == "one" else flow.two
        sums[name] = sums.get(name, 0) + flow.amount_fen
    return sorted(sums.items(), key=lambda pair: -pair[1])


def month_lines(flows: Sequence[Flow], year: Sequence[str] = ()) -> list[dict[str, object]]:
    """A line a unit with its months in 万元, the largest first, and the whole below.

    `year` are the months that have a column whether or not there is a figure: 2022-01.
    """
    months = sorted({*year, *(f.two for f in flows)})
    cells = {(f.one, f.two): f.amount_fen / 1_000_000 for f in flows}
    lines: list[dict[str, object]] = [
        {"单位": unit}
        | {f"{int(m[-2:])}月": cells.get((unit, m)) for m in months}
        | {"合计": fen / 1_000_000}
        for unit, fen in by_name(flows, "one")
    ]
    by_month = [(m, [v for (_, n), v in cells.items() if n == m]) for m in months]
    sums = {f"{int(m[-2:])}月": sum(values) if values else None for m, values in by_month}
    whole = sum(f.amount_fen for f in flows) / 1_000_000
    return [*lines, {"单位": "合计"} | sums | {"合计": whole}]


@st.fragment
def month_table(view: View, flows: Sequence[Flow]) -> None:
    """Units by month; a cell leads to the rows of its unit and month."""
    year = range(view.plan.first_day.month, view.as_of.month + 1)
    lines = month_lines(flows, [f"{view.as_of.year}-{month:02d}" for month in year])
    numbers = [name for name in lines[0] if name != "单位"]
    columns = {name: st.column_config.NumberColumn(width=66) for name in numbers}
    columns |= {"单位": st.column_config.TextColumn(width=110, pinned=True)}
    styled = pd.DataFrame(lines).style.format(decimal, subset=numbers, na_rep="")
    picked = pick_cell(styled, "purchases-by-month", columns)
    offer_xlsx(view, lines, "采购各单位各月")
    if picked is not None:
        unit, month = str(lines[picked[0]]["单位"]), _month(view, picked[1])
        address = rows_of(view, unit, BY_MONTH, month)
        if address is not None:
            go("pages/indicator.py", address)


def rows_of(view: View, unit: str, by: str, slice_: str = "") -> dict[str, str] | None:
    """Where a unit's rows stand, of one slice by a column, or all; None for what is no unit."""
    codes = view.plan.shown.purchase_codes
    code = next((code for code in codes if unit in reporters(view, code)), None)
    if code is None:
        return None
    has_own = any(r.indicator == code and r.entity == unit for r in view.rows)
    address = to_indicator(view.plan, code, unit if has_own else None)
    return address | ({"by": by, "slice": slice_} if slice_ else {})


def _month(view: View, header: str) -> str:
    """2022-08 for 8月; nothing for the sum of all months."""
    return f"{view.plan.year}-{int(header[:-1]):02d}" if header.endswith("月") else ""


def reporters(view: View, code: str) -> tuple[str, ...]:
    return reporting_units(view.plan.indicator(code), view.plan.reference)


@st.fragment
def show_largest(view: View) -> None:
    """The largest purchasers, products or channels, each with its share."""
    kind = st.segmented_control(
        "前十五", list(LARGEST), default="采购单位", key="largest", bind="query-params"
    )
    column = LARGEST.get(kind or "", "purchaser")
    flows = fetch_purchases(
        view.version, (column, "category"), view.at, view.scope.unit, view.scope.county
    )
    whole = sum(f.amount_fen for f in flows) or 1
    lines = [
        {"名称": name, "万元": fen / 1_000_000, "占比": 100 * fen / whole}
        for name, fen in by_name(flows, "one")[:MOST]
    ]
    columns = {
        "万元": st.column_config.NumberColumn(format="%.1f"),
        "占比": st.column_config.NumberColumn(format="%.1f%%"),
    }
    show_table(pd.DataFrame(as_shown(lines)), "largest-table", columns)
    offer_xlsx(view, lines, f"采购前十五{kind or '采购单位'}")
