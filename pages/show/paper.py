"""督查通报 on the page: its text to edit, how it will look, and what is printed from it."""

from datetime import date

import streamlit as st

from pages.frame.text import plain
from report.bulletin.drawings import Drawing, drawings
from report.bulletin.page import bulletin_html, bulletin_pdf
from report.bulletin.text import Bulletin, BulletinTextError, as_markdown, from_markdown
from report.bulletin.write import bulletin_text
from report.documents import DOCUMENTS
from report.editions.shelf import Edition
from report.files.browser import NoBrowserError
from report.meeting.meeting import Meeting

HEIGHT = 520


@st.fragment
def show_paper(edition: Edition, meeting: Meeting) -> None:
    """The bulletin of an edition; the figures in its tables and charts are the edition's own."""
    digest = edition.manifest.content_sha256
    if not st.toggle("修改、预览督查通报", key=f"paper-{digest}"):
        return
    source = st.text_area(
        "通报正文",
        value=as_markdown(bulletin_text(meeting)),
        height=HEIGHT,
        key=f"text-{digest}",
        help="“#”是标题，“##”是各部分；{#…}把表和图留在这一部分。段落可改、可删、可换次序。",
    )
    try:
        text = from_markdown(source)
        page = bulletin_html(meeting, text, _drawings(digest, meeting.as_of, meeting))
    except (BulletinTextError, NoBrowserError) as fault:
        st.error(plain(fault))
        return
    _offer(edition, meeting, text, page)
    st.caption("预览：打印出来就是这样，另加页码")
    st.iframe(page, height=HEIGHT, alt=text.title)


@st.cache_data(max_entries=8, show_spinner="正在画图…")
def _drawings(digest: str, as_of: date, _meeting: Meeting) -> list[Drawing]:
    return drawings(_meeting)


def _offer(edition: Edition, meeting: Meeting, text: Bulletin, page: str) -> None:
    stem = DOCUMENTS["bulletin"].file_name(meeting).removesuffix(".pdf")
    made = {
        ("打印成 PDF", "pdf", "application/pdf"): lambda: bulletin_pdf(page),
        ("存成 HTML", "html", "text/html"): page.encode,
        ("存下正文", "md", "text/markdown"): as_markdown(text).encode,
    }
    with st.container(horizontal=True):
        for (label, suffix, mime), content in made.items():
            st.download_button(
                label,
                data=content,
                file_name=f"{stem}.{suffix}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"{suffix}-{edition.manifest.content_sha256}",
            )
