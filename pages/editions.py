"""会议版: freeze a meeting, make its documents, prove it, compare two."""

import streamlit as st

from kpi.findings import overall_finding
from pages.frame.filters import the_view
from pages.frame.frozen import fetch_edition, shown_editions
from pages.frame.text import plain
from pages.meeting.edition import offer_files, show_freezing, show_proof
from pages.meeting.edition_pair import show_comparison
from pages.show.paper import show_paper
from pages.standing.headlines import show_cards
from report.meeting.stamp import clock, stamp

view = the_view()
found = {e.manifest.name: e for e in shown_editions()}
st.title(f"{len(found)} 个会议版" if found else "还没有会议版：把这次会议的数字定稿下来")
st.caption(
    "定稿之后，计划、目标和每个数字都不再改动；以后收到的报表不影响它，任何时候都能从原件重新算出同样的数字。"
)
show_freezing(view)
for name, edition in found.items():
    manifest = edition.manifest
    held = fetch_edition(edition.folder, manifest.content_sha256)
    told = f"截至 {manifest.as_of}，按 {clock(manifest.known_at)} 所知"
    with st.expander(f"{plain(name)}　{told}", expanded=name == next(iter(found))):
        if isinstance(held, str):
            st.error(held)
            continue
        st.markdown(f"**{overall_finding(held.district)}**")
        st.caption(stamp(held))
        show_cards(held.headlines)
        st.page_link(
            "pages/overview.py",
            label="以会议版打开看板",
            icon=":material/open_in_new:",
            query_params={"edition": name},
        )
        offer_files(edition, held)
        show_paper(edition, held)
        show_proof(edition)
show_comparison(view, list(found.values()))
