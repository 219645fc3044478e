"""Freezing a meeting on the page: how far it is, and afterwards what was frozen and where it is."""

import logging
from collections.abc import Mapping, Sequence

import streamlit as st

from kpi.engine.warehouse import open_version
from pages.frame.filters import View
from pages.frame.present import steps_kept
from pages.frame.store import shown_store
from pages.frame.text import plain
from report.documents import Document
from report.editions.before import since_before
from report.editions.freeze import add_file, freeze
from report.editions.shelf import Edition
from report.files.browser import NoBrowserError
from report.meeting.meeting import Meeting
from report.meeting.meeting import meeting as make_meeting
from report.meeting.stamp import clock, reports_in

log = logging.getLogger(__name__)
FROZEN = "frozen"  # the session's key: the name of what was frozen just now, and what went wrong


def freeze_meeting(view: View, name: str, documents: Mapping[str, Document]) -> list[str]:
    """Freezes what the view shows and makes its documents; gives what could not be made, and why.

    Raises EditionError.
    """
    steps, faults = 1 + len(documents), list[str]()
    bar = st.progress(0.0, text=f"正在定稿（1/{steps}）…")
    connection = open_version(view.version).cursor()
    meeting = make_meeting(connection, view.plan, view.at, name)
    edition = freeze(shown_store(), meeting, view.version, steps=steps_kept())
    since = since_before(shown_store(), meeting)
    log.info("edition %s was frozen on the page", edition.folder.name)
    for number, document in enumerate(documents.values(), start=1):
        bar.progress(number / steps, text=f"正在制作{document.title}（{number + 1}/{steps}）…")
        try:
            content = document.make(meeting, connection, since)
            add_file(edition, document.file_name(meeting), content)
        except NoBrowserError as reason:
            faults.append(f"{document.title}没有做成：{reason}")
    bar.empty()
    return faults


def frozen_now() -> tuple[str, Sequence[str]] | None:
    """The name of what was frozen just now and what could not be made; told once."""
    told: tuple[str, Sequence[str]] | None = st.session_state.pop(FROZEN, None)
    return told


def frozen_text(edition: Edition, meeting: Meeting) -> str:
    """已定稿：第三季度会，截至 …，按 … 所知。定下 45 项指标、…；在下面的清单里."""
    entities = sum(row.level == "entity" for row in meeting.rows)
    shown = f"，留下演示的 {n} 个步骤" if (n := len(edition.manifest.steps)) else ""
    files = f"，做好 {len(edition.files)} 份文件" if edition.files else ""
    return (
        f"已定稿：{plain(edition.manifest.name)}，截至 {meeting.as_of}，"
        f"按 {clock(meeting.known_at)} 所知。"
        f"定下 {len(meeting.district)} 项指标、{entities} 个对象的计划、目标和数字，"
        f"已报 {reports_in(meeting)} 份报表{shown}{files}。"
        "它排在下面清单的第一个，随时可以打开、下载、核对。"
    )
