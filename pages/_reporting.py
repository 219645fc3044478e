"""What the reporting pages fetch, cached by the warehouse's version and the two times."""

import streamlit as st

from kpi.follow_ups import FollowUp, follow_ups
from kpi.times import Times
from kpi.warehouse import Version, open_version
from pages._store import the_plan


@st.cache_data(max_entries=32)
def fetch_follow_ups(version: Version, at: Times) -> list[FollowUp]:
    return follow_ups(open_version(version).cursor(), the_plan(), at.as_of, at.known_at)
