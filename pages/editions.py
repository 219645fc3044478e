"""会议版: freeze a meeting, make its documents, prove it, compare two."""

import streamlit as st

from kpi.findings import overall_finding
from pages.frame.chips import say_beside
from pages.frame.filters import the_view
from pages.frame.frozen import fetch_edition, shown_editions
from pages.frame.store import has_reports
from pages.frame.text import plain
from pages.meeting.edition import (
    link_to_edition,
    offer_files,
    show_freezing,
    show_frozen,
    show_proof,
)
from pages.meeting.edition_pair import show_comparison
from pages.meeting.freezing import frozen_now
from pages.show.paper import show_paper
from pages.standing.headlines import show_cards
from report.meeting.stamp import clock, stamp

WHOLE = "会议版是全区的全部数字，不按它筛选"

view = the_view()
say_beside(
    unit=WHOLE,
    county=WHOLE,
    area=WHOLE,
    as_of="在本页定稿，就按这一天",
    known_at="在本页定稿，就按这一天所知",
)
if not has_reports(view.version):
    st.title("还没有会议版：收到第一份报表后才能定稿")
    st.info("会议版把会议当时的数字定下来。现在还没有数字：请先到“数据报送”页上传报表。")
    st.stop()
by_name = {e.manifest.name: e for e in shown_editions()}
st.title(f"{len(by_name)} 个会议版" if by_name else "还没有会议版：把这次会议的数字定稿下来")
st.caption(
    "定稿之后，计划、目标和每个数字都不再改动；以后收到的报表不影响它，任何时候都能从原件重新算出同样的数字。"
)
if told := frozen_now():
    show_frozen(by_name.get(told[0]), told[1])
show_freezing(view)
for name, edition in by_name.items():
    manifest = edition.manifest
    meeting = fetch_edition(edition.folder, manifest.content_sha256)
    times = f"截至 {manifest.as_of}，按 {clock(manifest.known_at)} 所知"
    with st.expander(f"{plain(name)}　{times}", expanded=name == next(iter(by_name))):
        if isinstance(meeting, str):
            st.error(meeting)
            continue
        st.markdown(f"**{overall_finding(meeting.district)}**")
        st.caption(stamp(meeting))
        show_cards(meeting.headlines)
        link_to_edition(name)
        offer_files(edition, meeting)
        show_paper(edition, meeting)
        show_proof(edition)
show_comparison(view, list(by_name.values()))
