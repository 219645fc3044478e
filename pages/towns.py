"""镇街: how the fourteen stand side by side, or the page of the one that is chosen."""

import streamlit as st

from kpi.findings import entity_finding
from pages._compare import compare, show_standing
from pages._filters import the_view, towns
from pages._profile import show_profile, show_wall

view = the_view()
names = towns(view.plan)
if view.scope.unit in names:
    show_profile(view, view.scope.unit, view.narrowed)
    show_standing(view, view.scope.unit, names, "enterprise_purchase")
    compare(view, names, "镇街", "compare_towns")
    st.stop()

purchases = [r for r in view.rows if r.indicator == "enterprise_purchase" and r.entity in names]
st.title(f"镇街动员企业采购：{entity_finding(purchases, '镇街')}")
st.caption(f"截至 {view.stamp}　在左侧选一个单位看它的全部指标；点一格看该指标")
show_wall(view, names, "镇街")
compare(view, names, "镇街", "compare_towns")
