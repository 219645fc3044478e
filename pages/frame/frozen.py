"""The frozen meetings: choosing one in the filters, and what it holds."""

import logging
from pathlib import Path

import streamlit as st

from kpi.engine.times import Times
from pages.frame.store import shown_store
from report.editions.manifest import EditionError
from report.editions.shelf import Edition, editions, open_edition
from report.meeting.meeting import Meeting

log = logging.getLogger(__name__)


def shown_editions() -> list[Edition]:
    """The editions of the store that is shown, the newest first."""
    store = shown_store()
    folder = store.root / "editions"
    names = tuple(sorted(p.name for p in folder.glob("[!.]*"))) if folder.is_dir() else ()
    return _listed(store.root, names)


@st.cache_resource(max_entries=8)
def _listed(root: Path, names: tuple[str, ...]) -> list[Edition]:
    """By the folders' names, for an edition never changes."""
    return editions(shown_store()) if names else []


def choose_edition() -> Edition | None:
    """The edition in the address or in the box; None: today's figures. No box without any."""
    by_name = {e.manifest.name: e for e in shown_editions()}
    if not by_name:
        return None
    name = st.selectbox(
        "会议版",
        list(by_name),
        index=None,
        placeholder="看现在",
        width=130,
        key="edition",
        bind="query-params",
    )
    edition = by_name.get(name or "")
    if edition:
        st.caption(f"定稿：截至 {edition.manifest.as_of}")
    return edition


def times_of(edition: Edition) -> Times:
    return Times(edition.manifest.as_of, edition.manifest.known_at)


@st.cache_resource(max_entries=4)
def fetch_edition(folder: Path, content_sha256: str) -> Meeting | str:
    """What an edition holds, or why it cannot be shown."""
    try:
        edition = next(e for e in shown_editions() if e.folder == folder)
        return open_edition(shown_store(), edition.manifest.name).meeting()
    except EditionError as fault:
        log.exception("edition %s cannot be shown", folder.name)
        return str(fault)
