"""结对县: how the nine stand side by side, or the page of the one that is chosen."""

import streamlit as st

from pages.frame.chips import say_beside
from pages.frame.filters import the_view
from pages.standing.compare import compare
from pages.standing.place import show_standing
from pages.standing.profile import show_profile
from pages.standing.profile_ways import show_county_ways
from pages.standing.standings import show_standings

view = the_view()
names = [county.name for county in view.plan.reference.counties]
first = view.plan.shown.counties
unit = view.scope.unit
office = next((u for u in view.plan.reference.units if u.name == unit), None)
if office and office.serves:
    names = [c.name for c in view.plan.reference.counties if c.city == office.serves]
elif unit:
    say_beside(unit=f"结对县的指标由援外机构报送，不分到{unit}；它买了哪些县的产品，看“消费协作”")
if view.scope.county:
    show_profile(view, view.scope.county, view.narrowed, names, first)
    show_standing(view, view.scope.county, names)
    show_county_ways(view, view.scope.county)
    compare(view, names, "结对县", "compare_counties")
    st.stop()

show_standings(view, names, "结对县", first, "county")
compare(view, names, "结对县", "compare_counties")
