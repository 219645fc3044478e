"""镇街: how the fourteen stand side by side, or the page of the one that is chosen."""

import streamlit as st

from pages.frame.chips import say_beside
from pages.frame.filters import the_view, towns
from pages.standing.compare import compare
from pages.standing.place import show_standing
from pages.standing.profile import show_profile
from pages.standing.profile_ways import show_unit_ways
from pages.standing.standings import show_standings

view = the_view()
names, first = towns(view.plan), view.plan.shown.towns
unit = view.scope.unit
if unit and unit not in names:
    say_beside(unit=f"本页只看镇街，下面是全部 {len(names)} 个；{unit}的指标看“总览”")
if view.scope.unit in names:
    show_profile(view, view.scope.unit, view.narrowed, names, first)
    show_standing(view, view.scope.unit, names)
    show_unit_ways(view, view.scope.unit)
    compare(view, names, "镇街", "compare_towns")
    st.stop()

show_standings(view, names, "镇街", first, "unit")
compare(view, names, "镇街", "compare_towns")
