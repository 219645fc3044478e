"""消费协作: the way of the money, from who bought, or how, to where it went, as a table."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.topics.purchases import Flow
from kpi.words.numbers import amount, decimal
from pages.drill.breakdown import columns_of
from pages.frame.address import go, pick_key
from pages.frame.filters import View
from pages.frame.text import plain
from pages.show.charts import pick_mark, show_chart, wide
from pages.show.snapshots import offer_snapshots
from pages.topics.money import rows_of
from pages.topics.topics import fetch_purchases
from report.charts.grids.heat import heat_table

UNIT_TO_COUNTY = ("reporting_unit", "county")
WAYS = {
    "报送单位 → 产地": UNIT_TO_COUNTY,
    "采购类别 → 产地": ("category", "county"),
    "采购渠道 → 产地": ("channel", "county"),
    "报送单位 → 采购渠道": ("reporting_unit", "channel"),
}


@st.fragment
def show_way(view: View, shown: tuple[Progress, ...]) -> None:
    """From who bought, or how, to where it went; another way redraws this table alone."""
    place = st.container()
    way = st.segmented_control(
        "怎样看", list(WAYS), default=next(iter(WAYS)), key="way", bind="query-params"
    )
    columns = WAYS.get(way or "", UNIT_TO_COUNTY)
    flows = fetch_purchases(view.version, columns, view.at, view.scope.unit, view.scope.county)
    finding = way_finding(flows)
    place.header(finding)
    by_unit = columns[0] == "reporting_unit"
    st.caption("万元，颜色越深越多" + ("。点一格，看它的采购明细" if by_unit else ""))
    figure = heat_table(flows, view.palette)
    topic = f"消费协作{way or ''}"
    with wide("way"):
        if by_unit:
            picked = pick_mark(view, figure, topic, finding, pick_key(f"way-{columns[1]}"))
            _open(view, picked, columns[1])
        else:
            show_chart(view, figure, topic, alt=finding)
    lines = [{"从": f.one, "到": f.two, "万元": f.amount_fen / 1e6, "行数": f.rows} for f in flows]
    offer_snapshots(view, figure, topic, lines, title=finding, uom="万元", shown=shown)


def way_finding(flows: Sequence[Flow]) -> str:
    """钱从哪里来，到哪里去：最多的是区经委到永善县，631.7 万元（8.6%）."""
    sentence = "钱从哪里来，到哪里去"
    whole = sum(flow.amount_fen for flow in flows)
    if whole <= 0:
        return sentence
    most = max(flows, key=lambda flow: flow.amount_fen)
    much = amount(most.amount_fen / 1_000_000, "万元")
    share = decimal(100 * most.amount_fen / whole)
    return f"{sentence}：最多的是{plain(most.one)}到{plain(most.two)}，{much}（{share}%）"


def _open(view: View, picked: str | None, column: str) -> None:
    """The purchases of a unit, of one column's name where a cell was picked rather than the sum."""
    unit, _, name = (picked or "").partition("\t")
    address = rows_of(view, unit, _header(view, column), name) if unit else None
    if address is not None:
        go("pages/indicator.py", address)


def _header(view: View, column: str) -> str:
    headers = columns_of(view.plan.indicator(view.plan.shown.purchase_codes[0]))
    return next(header for header, stored in headers.items() if stored == column)
