"""Two editions side by side: which figures moved, and which submissions moved them."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.engine.warehouse import Version, open_version
from kpi.trace.compare import Move
from kpi.words.numbers import amount
from kpi.words.spoken import spoken
from pages.frame.filters import View
from pages.frame.text import plain
from pages.show.charts import offer_xlsx
from pages.show.tables import show_table
from report.editions.compare import Comparison, compare_editions
from report.editions.manifest import EditionError
from report.editions.shelf import Edition


def show_comparison(view: View, editions: Sequence[Edition]) -> None:
    """Two editions: which figures moved, and which submissions moved them."""
    if len(editions) < 2:
        return
    st.header("比较两个会议版")
    names = [e.manifest.name for e in sorted(editions, key=lambda e: e.manifest.as_of)]
    left, right = st.columns(2)
    last = len(names) - 1
    a = left.selectbox("先前的", names, index=last - 1, key="compare_a", bind="query-params")
    b = right.selectbox("后来的", names, index=last, key="compare_b", bind="query-params")
    if a == b:
        st.info("请选两个不同的会议版。")
        return
    one, two = (next(e for e in editions if e.manifest.name == n) for n in (a, b))
    try:
        compared = _compared(view.version, one.folder.name, two.folder.name, one, two)
    except EditionError as fault:
        st.error(plain(fault))
        return
    for change in compared.plan_changes:
        st.markdown(f"- {plain(change)}")
    lines = [_line(move, compared) for move in compared.moves]
    st.caption(f"{len(lines)} 个数字不同")
    show_table(pd.DataFrame(lines), "edition-pair", {}, 12)
    offer_xlsx(view, lines, "会议版比较")


@st.cache_data(max_entries=8, show_spinner="正在比较…")
def _compared(version: Version, a: str, b: str, _one: Edition, _two: Edition) -> Comparison:
    return compare_editions(open_version(version).cursor(), _one, _two)


def _line(move: Move, compared: Comparison) -> dict[str, str]:
    indicator = compared.plan.indicator(move.indicator)
    before, after = move.before, move.after
    return {
        "指标": indicator.name,
        "对象": spoken(move.entity),
        "先前": f"{amount(before.actual, indicator.uom)} {before.status}" if before else "–",
        "后来": f"{amount(after.actual, indicator.uom)} {after.status}" if after else "–",
        "因哪些报送": "、".join(f"{s.submission_id} {s.file_name}" for s in move.submissions)
        or compared.otherwise,
    }
