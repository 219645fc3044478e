"""搜索: everything that holds a text, each as a link to its place."""

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
    st.info(
        "在页面上方的搜索框里输入指标、单位、结对县、任务、采购单位、项目或凭证号，按回车。"
        "可以写几个词，用空格隔开，例如“七宝 采购”：每个词都有的才列出来。"
    )
    st.stop()
count = sum(hits.count for hits in matches)
st.title(f"“{plain(text)}”：找到 {count:,} 处" if count else f"没有找到“{plain(text)}”")
counts = "　".join(f"{hits.kind} {hits.count:,} 处" for hits in matches)
st.caption(f"截至 {view.stamp}　明细只找已计入指标的行" + (f"　{counts}" if counts else ""))
if not matches:
    st.info("换一个短一些的词，或少写一个词再试；采购单位和凭证号可以只输入一部分。")
for hits in matches:
    st.subheader(f"{hits.kind}（{hits.count:,}）")
    for one in hits.things[:MOST]:
        page, address = target(view, one)
        name = one.name if len(one.name) <= 60 else f"{one.name[:60]}…"
        figure = one.place and one.indicator and view.plan.indicator(one.indicator).name
        where = f"　{figure} › {spoken(one.entity)}" if figure and one.entity else ""
        st.page_link(page, label=plain(f"{name}{where}"), query_params=address)
    if hits.count > MOST:
        st.caption(f"另有 {hits.count - MOST:,} 处，请输入得更完整一些。")
