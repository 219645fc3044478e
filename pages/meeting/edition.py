"""The parts of 会议版: freezing, the documents, the proof, the comparison."""

import logging
from collections.abc import Sequence

import streamlit as st

from etl.store.faults import STORE_FAULTS, fault_words
from kpi.engine.warehouse import open_version, published
from kpi.plan import Plan, load_plan
from kpi.words.spoken import spoken
from pages.frame.filters import View
from pages.frame.frozen import fetch_edition
from pages.frame.store import shown_store, the_office
from pages.frame.text import plain
from pages.meeting.freezing import FROZEN, freeze_meeting, frozen_text
from report.documents import DOCUMENTS, Document
from report.editions.before import since_before
from report.editions.freeze import add_file
from report.editions.manifest import EditionError
from report.editions.shelf import Edition
from report.editions.verify import FIGURES, Difference, verify
from report.files.browser import NoBrowserError
from report.meeting.meeting import Meeting

log = logging.getLogger(__name__)


def show_freezing(view: View) -> None:
    """A name, and the two times that the filters show."""
    with st.form("freeze", border=True):
        name = st.text_input("会议名称", max_chars=40, placeholder="例如：第三季度工作推进会")
        with_files = st.checkbox("同时做好幻灯片、工作簿和通报", value=True)
        st.caption(f"将按上方的时间定稿：截至 {view.stamp}")
        sent = st.form_submit_button("定稿", type="primary", icon=":material/lock:")
    if not sent:
        return
    if not name.strip():
        st.warning("请先写会议名称。")
        return
    try:
        faults = freeze_meeting(view, name.strip(), DOCUMENTS if with_files else {})
    except EditionError as fault:
        st.error(plain(fault))
        return
    except STORE_FAULTS as fault:
        log.exception("the meeting %r could not be frozen", name)
        st.error(f"没有定稿：{plain(fault_words(fault))}。请稍后再试，或联系管理员。")
        return
    st.session_state[FROZEN] = (name.strip(), faults)
    st.rerun()


def show_frozen(edition: Edition | None, faults: Sequence[str]) -> None:
    """What was frozen just now, where it is, and its files; what could not be made, and why."""
    meeting = fetch_edition(edition.folder, edition.manifest.content_sha256) if edition else None
    if edition is None or meeting is None or isinstance(meeting, str):
        return
    st.success(frozen_text(edition, meeting), icon=":material/lock:")
    for fault in faults:
        st.warning(plain(fault))
    link_to_edition(edition.manifest.name)
    offer_files(edition, meeting, "now")


def link_to_edition(name: str) -> None:
    st.page_link(
        "pages/overview.py",
        label="以会议版打开看板",
        icon=":material/open_in_new:",
        query_params={"edition": name},
    )


def offer_files(edition: Edition, meeting: Meeting, place: str = "listed") -> None:
    """Each document: to download where it is made, else a button that makes it.

    `place` tells the same files apart where they are offered twice on a page.
    """
    have = {path.name for path in edition.files}
    with st.container(horizontal=True):
        for kind, document in DOCUMENTS.items():
            name = document.file_name(meeting)
            key = f"{kind}-{place}-{edition.folder.name}"
            if name in have:
                try:
                    content = edition.file(name)
                except EditionError as fault:
                    st.error(plain(fault))
                    continue
                st.download_button(
                    document.title,
                    data=content,
                    # meeting, document, day: no two editions have the same
                    file_name=name,
                    mime=document.mime,
                    icon=":material/download:",
                    on_click="ignore",
                    key=key,
                )
            elif st.button(f"制作{document.title}", key=key, icon=":material/build:"):
                _make(edition, meeting, document)


def _make(edition: Edition, meeting: Meeting, document: Document) -> None:
    connection = open_version(published(shown_store().root)).cursor()
    try:
        with st.spinner(f"正在制作{document.title}…"):
            since = since_before(shown_store(), meeting)
            content = document.make(meeting, connection, since)
            add_file(edition, document.file_name(meeting), content)
    except NoBrowserError as reason:
        st.error(plain(reason))
        return
    except STORE_FAULTS as fault:
        log.exception("%s could not be added to %s", document.title, edition.folder.name)
        st.error(f"没有存下：{plain(fault_words(fault))}。请稍后再试，或联系管理员。")
        return
    st.rerun()


def show_proof(edition: Edition) -> None:
    """On request, for it reads every original anew."""
    key = f"proof-{edition.folder.name}"
    if st.button("从原件核对", key=key, icon=":material/verified:"):
        plan = load_plan(edition.manifest.year)
        try:
            with st.spinner("正在重新读取全部原件…"):
                proof = verify(shown_store(), edition, plan, the_office())
        except EditionError as fault:
            st.error(plain(fault))
            return
        except STORE_FAULTS as fault:
            log.exception("%s could not be proved", edition.folder.name)
            st.error(f"没有核对：{plain(fault_words(fault))}。请联系管理员。")
            return
        if proof.is_identical:
            st.success("一致：从原件重新计算，每个数字都与定稿相同。")
            return
        st.error(f"不一致：{len(proof.differences)} 个数字与定稿不同。")
        for cause in proof.causes:
            st.markdown(f"- {plain(cause)}")
        if proof.differences:
            st.dataframe([_difference(d, plan) for d in proof.differences], hide_index=True)


def _difference(difference: Difference, plan: Plan) -> dict[str, str]:
    names = {indicator.code: indicator.name for indicator in plan.indicators}
    return {
        "指标": names.get(difference.indicator, difference.indicator),
        "对象": spoken(difference.entity),
        "数字": FIGURES[difference.figure],
        "定稿": str(difference.frozen),
        "现在": str(difference.now),
    }
