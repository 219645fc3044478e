"""援建项目: the two rates of each project against 90 %, and those below."""

import pandas as pd
import streamlit as st

from kpi.headlines import TWO_RATES
from pages._address import go
from pages._charts import offer_xlsx, show_chart
from pages._filters import the_view, to_indicator
from pages._store import fetch_rows
from report.scatter import LINE, two_rates

view = the_view()
rates = {code: {} for code in TWO_RATES}
for row in view.rows:
    if row.indicator in rates and row.level == "entity":
        rates[row.indicator][row.entity] = row.actual or 0.0
details = {r["entity"]: r for r in fetch_rows(view.version, TWO_RATES[0], None, view.at)}
projects = [
    (number, details[number]["name"], rates[TWO_RATES[0]][number], rates[TWO_RATES[1]][number])
    for number in rates[TWO_RATES[0]]
    if number in details
    and view.scope.county in (None, details[number]["county"])
    and view.scope.unit in (None, details[number]["unit"], details[number]["reporting_unit"])
]
if not projects:
    st.title("援建项目：这个范围内还没有收到进度表")
    st.info(
        "市级、区级项目由援外机构在次月25日前报送《援建项目进度表》。可放宽筛选，或到“数据报送”页查看。"
    )
    st.stop()

below = [p for p in projects if min(p[2], p[3]) < LINE]
st.title(f"{len(projects)} 个市、区级项目：{len(below)} 个两率未达 90%")
st.caption(f"截至 {view.stamp}　文件要求年底前每个项目的投资完成率、资金拨付使用率均不低于 90%")
show_chart(
    view,
    two_rates(projects, view.palette),
    "援建项目两率",
    alt=f"{len(projects)} 个项目的两率散点，{len(below)} 个在 90% 线下",
)

st.header(f"未达 90% 的 {len(below)} 个" if below else "全部项目均已达到 90%")
lines = [
    {
        "项目编号": number,
        "项目名称": name,
        "县（区）": details[number]["county"],
        "责任单位": details[number]["unit"] or details[number]["reporting_unit"],
        "投资完成率": invested,
        "资金拨付使用率": allocated,
        "计划投资（万元）": details[number]["planned_fen"] / 1_000_000,
        "存在问题": details[number]["issue"],
    }
    for number, name, invested, allocated in sorted(below, key=lambda p: min(p[2], p[3]))
]
percent = st.column_config.NumberColumn(format="%.1f%%")
event = st.dataframe(
    pd.DataFrame(lines),
    hide_index=True,
    placeholder="",
    column_config={
        "投资完成率": percent,
        "资金拨付使用率": percent,
        "计划投资（万元）": st.column_config.NumberColumn(format="%.1f"),
    },
    on_select="rerun",
    selection_mode="single-row",
    key="projects",
)
offer_xlsx(view, lines, "两率未达90的项目")
picked = event["selection"]["rows"]
if picked:
    chosen = to_indicator(view.plan, TWO_RATES[0], lines[picked[0]]["项目编号"])
    go("pages/indicator.py", chosen)
