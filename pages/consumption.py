"""消费协作: the money's way from unit to county, when, and by whom."""

import streamlit as st

from kpi.findings import district_rows
from kpi.headlines import headlines
from kpi.words.numbers import amount, decimal
from pages.frame.chips import say_beside
from pages.frame.filters import the_view, to_indicator
from pages.frame.text import plain
from pages.show.charts import show_chart
from pages.show.snapshots import offer_snapshots
from pages.standing.headlines import show_cards
from pages.topics.flows import UNIT_TO_COUNTY, show_way
from pages.topics.money import by_name, month_table, show_largest
from pages.topics.money_empty import show_no_purchases
from pages.topics.topics import fetch_purchasers, fetch_purchases
from report.charts.purchasers import purchaser_bars

view = the_view()
scope = (view.scope.unit, view.scope.county)
flows = fetch_purchases(view.version, UNIT_TO_COUNTY, view.at, *scope)
whole = sum(flow.amount_fen for flow in flows) / 1_000_000
counties = by_name(flows, "two")
shown = view.plan.shown
if shown.purchase_codes:
    say_beside(area=view.area_words(view.plan.indicator(shown.purchase_codes[0])))
if not flows:
    show_no_purchases(view)
    st.stop()
first, share = counties[0][0], counties[0][1] / 1_000_000
st.title(
    f"消费协作：{shown.purchases_name} {amount(whole, '万元')}，"
    f"产地最多的是{plain(first)}（{decimal(100 * share / whole)}%）"
)
due_rows = [r for r in district_rows(view.rows) if r.indicator in shown.purchase_codes]
received, due = sum(r.reports_in for r in due_rows), sum(r.reports_due for r in due_rows)
st.caption(
    f"{view.scope.name(view.plan)}　截至 {view.stamp}　已报 {received}/{due} 份　"
    f"{shown.purchases_parts}"
)
if view.scope.entity is None:
    codes = (*shown.purchase_codes, shown.beside_purchases)
    cards = [h for h in headlines(view.plan, view.rows) if h.indicator in codes]
    show_cards(cards, view)
    for card in (card for card in cards if card.indicator == shown.beside_purchases):
        name = card.name.partition("（")[0]
        st.caption(f"{name}是结对县自己的销售，与{shown.purchases_name}分开计算，从不相加。")

show_way(view, tuple(due_rows))

st.header("各单位各月（万元）")
st.caption("点一格，看它的明细")
month_table(view, fetch_purchases(view.version, ("reporting_unit", "month"), view.at, *scope))

buyers = fetch_purchasers(view.version, view.at, *scope)
new, again = sum(b.new_purchasers for b in buyers), sum(b.repeat_purchasers for b in buyers)
st.header(f"采购单位：首次采购 {new} 家，再次采购 {again} 家次")
figure = purchaser_bars(buyers, view.palette)
finding = f"首次采购 {new} 家，再次采购 {again} 家次"
show_chart(view, figure, "新老采购单位", alt=finding)
lines = [
    {"月份": b.month, "首次采购": b.new_purchasers, "再次采购": b.repeat_purchasers} for b in buyers
]
offer_snapshots(view, figure, "新老采购单位", lines, title=finding, uom="家", shown=tuple(due_rows))
show_largest(view)
towns = shown.towns
if towns in {row.indicator for row in due_rows}:
    st.page_link(
        "pages/indicator.py",
        label="逐个镇街往下看",
        icon=":material/arrow_forward:",
        query_params=to_indicator(view.plan, towns),
    )
