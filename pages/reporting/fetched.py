"""What the reporting pages fetch, cached by the warehouse's version and the two times."""

from datetime import date, datetime

import streamlit as st

from etl.store.ledger import Entry, read_lines
from etl.store.memory import Key, Remembered, days_answered, remembered
from kpi.engine.warehouse import Version, open_version
from kpi.reporting.quality import Replaced, Warned, open_warnings, replaced
from kpi.reporting.received import Cell, Received, Told, coming, problems_of, received
from pages.frame.store import shown_store, the_plan


@st.cache_data(max_entries=16)
def fetch_received(version: Version, known_at: datetime | None) -> list[Received]:
    """Every submission, the newest first."""
    return received(open_version(version).cursor(), the_plan(), known_at)


@st.cache_data(max_entries=16)
def fetch_coming(version: Version, known_at: datetime | None) -> dict[Cell, tuple[int, ...]]:
    """The submissions of each form, unit and month, the newest first."""
    return coming(open_version(version).cursor(), the_plan(), known_at)


@st.cache_data(max_entries=64)
def fetch_problems(version: Version, submission_id: int) -> list[Told]:
    return problems_of(open_version(version).cursor(), the_plan(), submission_id)


@st.cache_data(max_entries=16)
def fetch_warnings(version: Version, known_at: datetime | None) -> list[Warned]:
    """The warnings that are still open."""
    return open_warnings(open_version(version).cursor(), the_plan(), known_at)


@st.cache_data(max_entries=16)
def fetch_replaced(version: Version, known_at: datetime | None) -> list[Replaced]:
    return replaced(open_version(version).cursor(), the_plan(), known_at)


@st.cache_data(max_entries=8)
def fetch_remembered(version: Version) -> list[Remembered]:
    """The answers that hold for the units' next workbooks, the newest first."""
    kept = remembered(read_lines(shown_store())).values()
    return sorted(kept, key=lambda one: one.entry.submission_id, reverse=True)


@st.cache_data(max_entries=64)
def fetch_days_answered(version: Version, submission_id: int) -> dict[Key, date]:
    """When the remembered answers were given that a submission was read by."""
    lines = read_lines(shown_store())
    entry = lines[submission_id - 1]
    return days_answered(entry, lines) if isinstance(entry, Entry) else {}
