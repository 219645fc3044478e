"""The parts of 会议版: freezing, the documents, the proof, the comparison."""

import logging
from collections.abc import Sequence

import streamlit as st

from etl.context import Office
from kpi.compare import Move, compare
from kpi.numbers import amount
from kpi.plan import Plan, load_plan
from kpi.warehouse import Version, open_version, published
from pages._charts import offer_xlsx
from pages._filters import View
from pages._frozen import times_of
from pages._store import shown_store, the_plan
from pages._tables import table_height
from pages._text import plain
from report.browser import NoBrowserError
from report.documents import DOCUMENTS, Document
from report.editions.manifest import EditionError
from report.editions.shelf import Edition, add_file, freeze
from report.editions.verify import verify
from report.meeting import Meeting, meeting

log = logging.getLogger(__name__)


def show_freezing(view: View) -> None:
    """A name, and the two times that the filters show."""
    with st.form("freeze", border=True):
        name = st.text_input("会议名称", max_chars=40, placeholder="例如：第三季度工作推进会")
        with_files = st.checkbox("同时做好幻灯片、工作簿和通报", value=True)
        st.caption(f"将按左侧的时间定稿：截至 {view.stamp}")
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
        held = meeting(connection, the_plan(), view.at, name)
        edition = freeze(store, held, published(store.root).sha256)
        log.info("edition %s was frozen on the page", edition.folder.name)
        for document in DOCUMENTS.values() if with_files else ():
            status.update(label=f"正在制作{document.title}…")
            try:
                content = document.make(held, connection)
            except NoBrowserError as reason:
                st.toast(plain(reason), icon=":material/error:", duration="infinite")
                continue
            add_file(edition, document.file_name(held), content)


def offer_files(edition: Edition, held: Meeting) -> None:
    """Each document: to download where it is made, else a button that makes it."""
    have = {path.name: path for path in edition.files}
    with st.container(horizontal=True):
        for kind, document in DOCUMENTS.items():
            name = document.file_name(held)
            key = f"{kind}-{edition.folder.name}"
            if name in have:
                st.download_button(
                    document.title,
                    data=have[name].read_bytes(),
                    # the edition's own digest in the name: two large files are never mistaken
                    file_name=f"{edition.manifest.content_sha256[:6]}_{name}",
                    mime=document.mime,
                    icon=":material/download:",
                    on_click="ignore",
                    key=key,
                )
            elif st.button(f"制作{document.title}", key=key, icon=":material/build:"):
                _make(edition, held, document)


def _make(edition: Edition, held: Meeting, document: Document) -> None:
    connection = open_version(published(shown_store().root)).cursor()
    try:
        with st.spinner(f"正在制作{document.title}…"):
            add_file(edition, document.file_name(held), document.make(held, connection))
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
                found = verify(shown_store(), edition, plan, Office(plan))
        except EditionError as fault:
            st.error(plain(fault))
            return
        if found.is_identical:
            st.success("一致：从原件重新计算，每个数字都与定稿相同。")
            return
        st.error(f"不一致：{len(found.differences)} 个数字与定稿不同。")
        for cause in found.causes:
            st.markdown(f"- {plain(cause)}")


def show_comparison(view: View, found: Sequence[Edition]) -> None:
    """Two editions: which figures moved, and which submissions moved them."""
    if len(found) < 2:
        return
    st.header("比较两个会议版")
    names = [e.manifest.name for e in sorted(found, key=lambda e: e.manifest.as_of)]
    left, right = st.columns(2)
    a = left.selectbox("先前的", names, index=len(names) - 2, key="compare_a")
    b = right.selectbox("后来的", names, index=len(names) - 1, key="compare_b")
    if a == b:
        st.info("请选两个不同的会议版。")
        return
    one, two = (next(e for e in found if e.manifest.name == n) for n in (a, b))
    moves = _compared(view.version, one.folder.name, two.folder.name, one, two)
    lines = [_line(move, the_plan()) for move in moves]
    st.caption(f"{len(lines)} 个数字不同")
    st.dataframe(lines, hide_index=True, height=table_height(len(lines), 12))
    offer_xlsx(view, lines, "会议版比较")


@st.cache_data(max_entries=8, show_spinner="正在比较…")
def _compared(version: Version, a: str, b: str, _one: Edition, _two: Edition) -> list[Move]:
    cursor = open_version(version).cursor()
    return compare(cursor, the_plan(), times_of(_one), times_of(_two))


def _line(move: Move, plan: Plan) -> dict[str, str]:
    indicator = plan.indicator(move.indicator)
    before, after = move.before, move.after
    return {
        "指标": indicator.name,
        "对象": move.entity,
        "先前": f"{amount(before.actual, indicator.uom)} {before.status}" if before else "–",
        "后来": f"{amount(after.actual, indicator.uom)} {after.status}" if after else "–",
        "因哪些报送": "、".join(f"{s.submission_id} {s.file_name}" for s in move.submissions)
        or "只因时间推移",
    }
