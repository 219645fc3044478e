"""How a figure is made: its rule in words and SQL, its target's basis, and what brought it."""

import streamlit as st

from kpi.plan import Indicator
from kpi.trace.explanation import Basis, Explanation
from kpi.words.numbers import exactly
from pages.frame.filters import View
from pages.frame.store import fetch_explanation
from pages.frame.text import plain

MOST_ROWS = 20_000  # beyond that the command line is the place: python -m kpi explain


def show_explanation(view: View, indicator: Indicator, entity: str, rows: int) -> None:
    """On request, for it reads every row."""
    if not st.toggle("怎样算出来的", key="explain", bind="query-params"):
        return
    if rows > MOST_ROWS:
        st.info(
            f"这个数字由 {rows:,} 行合成，页面上不逐行核对。请选一个对象或靠前的截至日再看，"
            "或请管理员导出全部核对结果。"
        )
        return
    explanation = fetch_explanation(view.version, indicator.code, entity, view.at)
    if explanation is None:
        st.info("这个对象还没有数字。")
        return
    st.markdown(
        f"**口径**　{plain(explanation.rule)}"
        f"（工作要点第{explanation.clause}条，任务{explanation.task}）"
    )
    st.code(explanation.sql, language="sql", wrap_lines=True)
    st.markdown(f"**目标**　{_basis(explanation.target)}")
    st.markdown(f"**核对**　{_sum(explanation)}")
    left, right = st.columns(2)
    left.markdown("按月")
    left.table(
        [
            {"月份": s.name, "合计": exactly(s.amount, explanation.scale), "行": s.rows}
            for s in explanation.months
        ],
        hide_index=True,
    )
    right.markdown("按报送")
    right.table(
        [
            {"报送": plain(s.name), "合计": exactly(s.amount, explanation.scale), "行": s.rows}
            for s in explanation.submissions
        ],
        hide_index=True,
    )


def _sum(explanation: Explanation) -> str:
    total = exactly(explanation.amount, explanation.scale)
    base = "" if explanation.base is None else f" ÷ {exactly(explanation.base, explanation.scale)}"
    verdict = (
        "各月、各份报送、各行分别相加，都与它相等" if explanation.adds_up else "各部分相加与它不等"
    )
    return f"{total}{base}；{verdict}"


def _basis(basis: Basis) -> str:
    since = f"，自 {basis.effective_on} 起" if basis.effective_on else ""
    origin = (
        f"，来自第 {basis.submission_id} 号报送第 {basis.row} 行" if basis.submission_id else ""
    )
    return f"{plain(basis.basis or '尚未下达')}{since}{origin}"
