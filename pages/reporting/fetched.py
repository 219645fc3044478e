"""What the reporting pages fetch, cached by the warehouse's version and the two times."""

import logging
from datetime import date, datetime
from pathlib import Path

import streamlit as st

from etl.store.disk.folder import Store
from etl.store.faults import STORE_FAULTS, fault_words
from etl.store.lines.ledger import Entry, read_lines
from etl.store.lines.memory import Key, Remembered, days_answered, remembered
from kpi.engine.warehouse import Version, open_version
from kpi.reporting.quality import Replaced, Warned, open_warnings, replaced
from kpi.reporting.received import Cell, Received, Told, coming, problems_of, received
from pages.frame.store import shown_store, the_plan
from pages.frame.text import plain

log = logging.getLogger(__name__)


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


def fetch_remembered(version: Version) -> list[Remembered]:
    """The answers that hold for the units' next workbooks, the newest first."""
    try:
        return _remembered(version, shown_store().root)
    except STORE_FAULTS as fault:
        _tell(fault)
        return []


@st.cache_data(max_entries=8)
def _remembered(version: Version, root: Path) -> list[Remembered]:
    kept = remembered(read_lines(Store(root))).values()
    return sorted(kept, key=lambda one: one.entry.submission_id, reverse=True)


def fetch_days_answered(root: Path, submission_id: int) -> dict[Key, date]:
    """When the remembered answers were given that a submission of a store was read by."""
    try:
        return _days_answered(root, submission_id)
    except STORE_FAULTS as fault:
        _tell(fault)
        return {}


@st.cache_data(max_entries=64)
def _days_answered(root: Path, submission_id: int) -> dict[Key, date]:
    lines = read_lines(Store(root))
    entry = lines[submission_id - 1]
    return days_answered(entry, lines) if isinstance(entry, Entry) else {}


def _tell(fault: Exception) -> None:
    log.error("the ledger cannot be read: %s", fault)
    st.warning(f"台账现在读不出，记住的回答没有列出：{plain(fault_words(fault))}")
