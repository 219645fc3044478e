"""结对县: how the nine stand side by side, or the page of the one that is chosen."""

import streamlit as st

from pages.frame.filters import the_view
from pages.standing.compare import compare
from pages.standing.place import show_standing
from pages.standing.profile import show_profile
from pages.standing.profile_ways import show_county_ways
from pages.standing.standings import show_standings

view = the_view()
names = [county.name for county in view.plan.reference.counties]
first = view.plan.shown.counties
if view.scope.county:
    show_profile(view, view.scope.county, view.narrowed, names, first)
    show_standing(view, view.scope.county, names)
    show_county_ways(view, view.scope.county)
    compare(view, names, "结对县", "compare_counties")
    st.stop()

show_standings(view, names, "结对县", first, "county")
compare(view, names, "结对县", "compare_counties")
