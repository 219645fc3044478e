"""The parts of 会议版: freezing, the documents, the proof, the comparison."""

import logging

import streamlit as st

from kpi.engine.warehouse import open_version, published
from kpi.plan import Plan, load_plan
from kpi.words.spoken import spoken
from pages.frame.filters import View
from pages.frame.store import shown_store, the_office
from pages.frame.text import plain
from report.documents import DOCUMENTS, Document
from report.editions.freeze import add_file, freeze
from report.editions.manifest import EditionError
from report.editions.shelf import Edition
from report.editions.verify import FIGURES, Difference, verify
from report.files.browser import NoBrowserError
from report.meeting.meeting import Meeting
from report.meeting.meeting import meeting as make_meeting

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
        _freeze(view, name.strip(), with_files)
    except EditionError as fault:
        st.error(plain(fault))
        return
    st.rerun()


def _freeze(view: View, name: str, with_files: bool) -> None:
    store = shown_store()
    connection = open_version(view.version).cursor()
    with st.status("正在定稿…") as status:
        meeting = make_meeting(connection, view.plan, view.at, name)
        edition = freeze(store, meeting, view.version)
        log.info("edition %s was frozen on the page", edition.folder.name)
        for document in DOCUMENTS.values() if with_files else ():
            status.update(label=f"正在制作{document.title}…")
            try:
                content = document.make(meeting, connection)
            except NoBrowserError as reason:
                st.toast(plain(reason), icon=":material/error:", duration="infinite")
                continue
            add_file(edition, document.file_name(meeting), content)


def offer_files(edition: Edition, meeting: Meeting) -> None:
    """Each document: to download where it is made, else a button that makes it."""
    have = {path.name for path in edition.files}
    with st.container(horizontal=True):
        for kind, document in DOCUMENTS.items():
            name = document.file_name(meeting)
            key = f"{kind}-{edition.folder.name}"
            if name in have:
                try:
                    content = edition.file(name)
                except EditionError as fault:
                    st.error(plain(fault))
                    continue
                st.download_button(
                    document.title,
                    data=content,
                    # the edition's own digest in the name: two large files are never mistaken
                    file_name=f"{edition.manifest.content_sha256[:6]}_{name}",
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
            add_file(edition, document.file_name(meeting), document.make(meeting, connection))
    except NoBrowserError as reason:
        st.error(plain(reason))
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
