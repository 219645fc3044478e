"""The tables of 消费协作: units by month, the largest purchasers and products."""

from collections.abc import Sequence

import streamlit as st

from kpi.progress import Progress
from kpi.purchases import Flow
from pages._charts import offer_xlsx, show_chart
from pages._filters import View
from pages._snapshots import offer_snapshots
from pages._tables import table_height
from pages._topics import fetch_purchases
from report.flows import flow_chart

UNIT_TO_COUNTY = ("reporting_unit", "county")
WAYS = {
    "报送单位 → 产地": UNIT_TO_COUNTY,
    "采购类别 → 产地": ("category", "county"),
    "采购渠道 → 产地": ("channel", "county"),
    "报送单位 → 采购渠道": ("reporting_unit", "channel"),
}
MOST = 15
LARGEST = {"采购单位": "purchaser", "产品": "product", "渠道": "channel"}


def by_name(flows: Sequence[Flow], side: str) -> list[tuple[str, int]]:
    """The sums of one side in fen, the largest first."""
    sums: dict[str, int] = {}
    for flow in flows:
        name = flow.one if side == "one" else flow.two
        sums[name] = sums.get(name, 0) + flow.amount_fen
    return sorted(sums.items(), key=lambda pair: -pair[1])


def month_lines(flows: Sequence[Flow]) -> list[dict[str, object]]:
    """A line a unit with its months in 万元, the largest first, and the whole below."""
    months = sorted({f.two for f in flows})
    found = {(f.one, f.two): f.amount_fen / 1_000_000 for f in flows}
    lines: list[dict[str, object]] = [
        {"单位": unit}
        | {f"{int(m[-2:])}月": found.get((unit, m)) for m in months}
        | {"合计": fen / 1_000_000}
        for unit, fen in by_name(flows, "one")
    ]
    sums = {f"{int(m[-2:])}月": sum(v for (_, n), v in found.items() if n == m) for m in months}
    whole = sum(f.amount_fen for f in flows) / 1_000_000
    return [*lines, {"单位": "合计"} | sums | {"合计": whole}]


def month_table(view: View, flows: Sequence[Flow]) -> None:
    lines = month_lines(flows)
    money = st.column_config.NumberColumn(format="localized", width=76)
    rounded = [{k: round(v, 1) if isinstance(v, float) else v for k, v in x.items()} for x in lines]
    st.dataframe(
        rounded,
        hide_index=True,
        placeholder="",
        height=table_height(len(lines)),
        column_config={name: money for name in lines[0] if name != "单位"}
        | {"单位": st.column_config.TextColumn(width=110, pinned=True)},
    )
    offer_xlsx(view, lines, "采购各单位各月")


@st.fragment
def show_way(view: View, shown: tuple[Progress, ...]) -> None:
    """Bands from who bought, or how, to where it went; another way redraws this chart alone."""
    st.header("钱从哪里来，到哪里去")
    way = st.segmented_control(
        "怎样看", list(WAYS), default=next(iter(WAYS)), key="way", bind="query-params"
    )
    topic = f"消费协作{way or ''}"
    columns = WAYS.get(way or "", UNIT_TO_COUNTY)
    flows = fetch_purchases(view.version, columns, view.at, view.scope.unit, view.scope.county)
    figure = flow_chart(flows, view.palette)
    told = "，".join(f"{f.one}到{f.two} {f.amount_fen / 1e6:,.1f} 万元" for f in flows[:5])
    show_chart(view, figure, topic, alt=told)
    lines = [{"从": f.one, "到": f.two, "万元": f.amount_fen / 1e6, "行数": f.rows} for f in flows]
    offer_snapshots(view, figure, topic, lines, shown=shown)


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
    st.dataframe(
        lines,
        hide_index=True,
        height=table_height(len(lines)),
        column_config={
            "万元": st.column_config.NumberColumn(format="%.1f"),
            "占比": st.column_config.NumberColumn(format="%.1f%%"),
        },
    )
    offer_xlsx(view, lines, f"采购前十五{kind or '采购单位'}")
