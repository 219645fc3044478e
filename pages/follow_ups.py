"""督办: every matter that is followed up, how it stands, by unit and by meeting."""

import streamlit as st

from kpi.reporting.follow_ups import beside_area, by_meeting, by_unit
from pages.drill.levels import choose_row
from pages.drill.source import show_row
from pages.frame.chips import say_beside
from pages.frame.filters import the_view
from pages.frame.store import fetch_follow_ups
from pages.reporting.matters import finding, matter_lines, show_matters, show_tallies
from pages.show.charts import offer_xlsx

URGENT_FIRST = ("超期", "在办", "超期办结", "办结")

view = the_view()
unit = view.scope.unit
say_beside(county="督办事项交给单位办，不分结对县", area="只列写明这个领域的任务序号或指标的事项")
known = fetch_follow_ups(view.version, view.at)
matters = [m for m in known if unit in (None, m.unit)]
if view.scope.area:
    matters = beside_area(matters, view.plan, view.scope.area)
where = unit or "全区"
if not matters:
    st.title(f"{where}：截至 {view.stamp}，没有督办事项")
    others = f"全区有 {len(known)} 项督办，都不在所选的范围里。点上面的筛选可以去掉它。"
    none = "督办事项由区合作交流办用《督办事项表》报送，到“数据报送”页上传即可。"
    st.info(others if known else none)
    st.stop()

matters.sort(key=lambda m: (URGENT_FIRST.index(m.state), m.due_on, m.matter_no))
st.title(f"{unit}：{finding(matters)}" if unit else finding(matters))
st.caption(f"{where}　截至 {view.stamp}　期限当天结束仍未办结的算超期；点选一行，看它的原件")
picked = show_matters(view, matters)
offer_xlsx(view, matter_lines(view, matters), "督办事项")

chosen = picked and {"submission_id": picked.submission_id, "sheet": picked.sheet}
place = choose_row(chosen and chosen | {"row": picked.row})
if place in {(m.submission_id, m.sheet, m.row) for m in known}:
    show_row(view, *place)

left, right = st.columns(2)
with left:
    st.header("按承办单位")
    show_tallies("承办单位", by_unit(matters))
with right:
    st.header("按提出的会议（日期）")
    show_tallies("提出日期", by_meeting(matters))
