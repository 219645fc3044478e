"""搜索: everything that holds a text, each as a link to its place."""

from itertools import groupby

import streamlit as st

from kpi.words.spoken import spoken
from pages.frame.ask import target
from pages.frame.chips import say_beside
from pages.frame.filters import the_view
from pages.frame.store import fetch_search
from pages.frame.text import plain

MOST = 10
ALL = "搜索不按它筛选：总是找全部"

view = the_view()
say_beside(unit=ALL, county=ALL, area=ALL)
text = st.query_params.get("q", "").strip()[:60]
matches = fetch_search(view.version, text, view.at)
if not text:
    st.title("搜索")
    st.info("在左侧的搜索框里输入指标、单位、结对县、任务、采购单位、项目或凭证号，按回车。")
    st.stop()
st.title(f"“{plain(text)}”：找到 {len(matches)} 处" if matches else f"没有找到“{plain(text)}”")
st.caption(f"截至 {view.stamp}　明细只找已计入指标的行")
if not matches:
    st.info("换一个短一些的词再试；采购单位和凭证号可以只输入一部分。")
for kind, group in groupby(matches, key=lambda one: one.kind):
    things = list(group)
    st.subheader(f"{kind}（{len(things)}）")
    for one in things[:MOST]:
        page, address = target(view, one)
        name = one.name if len(one.name) <= 60 else f"{one.name[:60]}…"
        figure = one.entity and one.indicator and view.plan.indicator(one.indicator).name
        where = f"　{figure} › {spoken(one.entity)}" if figure else ""
        st.page_link(page, label=plain(f"{name}{where}"), query_params=address)
    if len(things) > MOST:
        st.caption(f"另有 {len(things) - MOST} 处，请输入得更完整一些。")
