"""消费协作: the way of the money as bands from one side to the other."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.purchases import Flow
from kpi.words.numbers import amount, decimal, percent
from pages.frame.filters import View
from pages.show.charts import show_chart
from pages.show.snapshots import offer_snapshots
from pages.topics.topics import fetch_purchases
from report.charts.flows import flow_chart

UNIT_TO_COUNTY = ("reporting_unit", "county")
WAYS = {
    "报送单位 → 产地": UNIT_TO_COUNTY,
    "采购类别 → 产地": ("category", "county"),
    "采购渠道 → 产地": ("channel", "county"),
    "报送单位 → 采购渠道": ("reporting_unit", "channel"),
}


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
    alt = "，".join(f"{f.one}到{f.two} {decimal(f.amount_fen / 1e6)} 万元" for f in flows[:5])
    show_chart(view, figure, topic, alt=alt)
    lines = [{"从": f.one, "到": f.two, "万元": f.amount_fen / 1e6, "行数": f.rows} for f in flows]
    offer_snapshots(view, figure, topic, lines, title=_finding(flows), uom="万元", shown=shown)


def _finding(flows: Sequence[Flow]) -> str:
    """莘庄镇到大关县最多，120.0 万元，占 8.1%."""
    first, whole = max(flows, key=lambda f: f.amount_fen), sum(f.amount_fen for f in flows)
    share = f"，占 {percent(first.amount_fen / whole)}" if whole > 0 else ""
    return f"{first.one}到{first.two}最多，{amount(first.amount_fen / 1e6, '万元')}{share}"
