"""结对县: how the nine stand side by side, or the page of the one that is chosen."""

import streamlit as st

from kpi.findings import entity_finding
from pages._compare import compare, show_standing
from pages._filters import the_view
from pages._profile import show_profile, show_wall

view = the_view()
names = [county.name for county in view.plan.reference.counties]
if view.scope.county:
    show_profile(view, view.scope.county, view.narrowed)
    show_standing(view, view.scope.county, names, "county_sale")
    compare(view, names, "结对县", "compare_counties")
    st.stop()

sales = [r for r in view.rows if r.indicator == "county_sale" and r.entity in names]
st.title(f"结对县农特产品销售：{entity_finding(sales, '结对县')}")
st.caption(f"截至 {view.stamp}　在左侧选一个结对县看它的全部指标；点一格看该指标")
show_wall(view, names, "结对县")
compare(view, names, "结对县", "compare_counties")
