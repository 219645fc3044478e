"""After a resubmission: what it changed, and which figures it moved."""

import pandas as pd
import streamlit as st

from etl.changes.show_diff import change_lines, section_text
from kpi.engine.warehouse import Version
from kpi.plan import Plan
from kpi.trace.effect import Effect
from kpi.words.numbers import amount
from kpi.words.spoken import spoken
from pages.frame.store import fetch_changes, fetch_effect, plan_of_submission
from pages.frame.text import plain

MOST_SHOWN = 100


def show_changes(version: Version, submission_id: int) -> None:
    """Against what had been in force for the same months; nothing where there was nothing."""
    sections = fetch_changes(version, submission_id)
    if not sections:
        return
    st.markdown("**与此前已报的相比**")
    for section in sections:
        st.markdown(f"- {plain(section_text(section))}")
    lines = [line for section in sections for line in change_lines(section)]
    if lines:
        with st.expander(f"逐行看改动（{len(lines)} 行）"):
            _show_lines(lines)
    show_effect(version, submission_id)


def _show_lines(lines: list[str]) -> None:
    frame = pd.DataFrame({"改动": [plain(line) for line in lines[:MOST_SHOWN]]})
    st.table(frame, hide_index=True)
    if len(lines) > MOST_SHOWN:
        st.caption(f"另有 {len(lines) - MOST_SHOWN} 行，请下载原件对照，或请管理员导出全部改动。")


def show_effect(version: Version, submission_id: int) -> None:
    """The figures that a submission moved."""
    plan = plan_of_submission(version, submission_id)
    effects = fetch_effect(version, submission_id)
    if not effects:
        st.caption("没有指标因此变化。")
        return
    st.markdown(f"**因此变化的指标（{len(effects)} 个数字）**")
    st.table(pd.DataFrame(_effect_lines(effects[:MOST_SHOWN], plan)), hide_index=True)


def _effect_lines(effects: list[Effect], plan: Plan) -> list[dict[str, str]]:
    return [
        {
            "指标": plan.indicator(e.indicator).name,
            "对象": plain(spoken(e.entity)),
            "数字": {"actual": "完成", "target": "目标"}[e.figure],
            "之前": amount(e.before, plan.indicator(e.indicator).uom),
            "之后": amount(e.after, plan.indicator(e.indicator).uom),
        }
        for e in effects
    ]
