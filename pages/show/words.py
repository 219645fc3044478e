"""What stands beside a light: its figures, the units' own words, matters followed up."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.plan import Indicator
from kpi.reporting.follow_ups import FollowUp, beside_indicator
from kpi.tasks import TaskReport, words_beside
from kpi.words.numbers import amount, foreseen
from kpi.words.statuses import BEHIND
from pages.frame.filters import View
from pages.frame.store import fetch_follow_ups, fetch_task_reports
from pages.frame.text import plain

MOST = 6
MOST_LETTERS = 40
OPEN = ("超期", "在办")


def show_numbers(row: Progress, indicator: Indicator) -> None:
    """The row's figures side by side, those that it has."""
    need = row.need(indicator.uom)
    figures = (
        *(("完成", row.actual, amount), ("目标", row.target, amount)),
        *(((need.words, need.figure, amount),) if need else ()),
        ("年底预计", row.forecast, foreseen),
    )
    uom = "" if indicator.is_percent else f"（{indicator.uom}）"  # short figures fit a phone
    metrics = [
        (f"{name}{uom}", written(figure, indicator.uom).removesuffix(f" {indicator.uom}"))
        for name, figure, written in figures
        if figure is not None or name == "完成"
    ]
    if row.met is not None:
        metrics.append(("已达标", f"{row.met}/{row.entities}"))
    with st.container(horizontal=True, gap="medium"):
        for label, figure in metrics:
            st.metric(label, figure, width="content")


def show_words(view: View, indicator: Indicator, row: Progress) -> None:
    """Beside a red or amber light: problem and next step in the unit's own words."""
    unit = row.entity if row.entity in {u.name for u in view.plan.reference.units} else None
    if row.status in BEHIND:
        _show_reports(view, indicator, unit)
    show_matters(beside_indicator(open_matters(view), indicator, unit))


def first_words(view: View, row: Progress) -> str | None:
    """莘庄镇说：问题…　下步…, in short: beside a line in a list of those behind."""
    indicator = view.plan.indicator(row.indicator)
    reports = fetch_task_reports(view.version, view.at)
    # its own, else those of the units that answer for the task
    beside = words_beside(indicator, reports, row.entity) or words_beside(indicator, reports)
    if row.status not in BEHIND or not beside:
        return None
    return report_in_short(
        max(beside, key=lambda report: (report.problem is not None, report.month))
    )


def last_words(view: View, row: Progress) -> str | None:
    """Of whatever status: what was said last of its task, in short; a problem before a step."""
    indicator = view.plan.indicator(row.indicator)
    reports = fetch_task_reports(view.version, view.at)
    beside = words_beside(indicator, reports, row.entity) or words_beside(indicator, reports)
    if not beside:
        return None
    return report_in_short(max(beside, key=lambda r: (r.month, r.problem is not None)))


def show_first_words(view: View, rows: Sequence[Progress]) -> None:
    """Below a table: for each that is behind, once, what the units say of it."""
    names_by_words: dict[str, list[str]] = {}
    for row in rows:
        if words := first_words(view, row):
            names_by_words.setdefault(words, []).append(view.plan.indicator(row.indicator).name)
    if not names_by_words:
        return
    st.markdown("**责任单位怎么说**（落后的指标，任务月报）")
    for words, names in list(names_by_words.items())[:MOST]:
        st.markdown(f"{plain('、'.join(dict.fromkeys(names)))}  \n:gray[{plain(words)}]")


def report_in_short(report: TaskReport) -> str:
    problem = f"问题：{_shortened(report.problem)}　" if report.problem else ""
    step = f"下步：{_shortened(report.next)}" if report.next else ""
    return f"{report.unit}（{report.month.month}月）　{problem}{step}".strip()


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def open_matters(view: View) -> list[FollowUp]:
    """What is followed up and not done, the first due first."""
    return [m for m in fetch_follow_ups(view.version, view.at) if m.state in OPEN]


def _show_reports(view: View, indicator: Indicator, unit: str | None) -> None:
    reports = words_beside(indicator, fetch_task_reports(view.version, view.at), unit)
    if not reports:
        return
    with st.container(border=True):
        st.markdown("**责任单位怎么说**（任务月报）")
        for report in reports[:MOST]:
            problem = f"问题：{plain(report.problem)}　" if report.problem else ""
            step = f"下步：{plain(report.next)}" if report.next else ""
            st.markdown(f"- {plain(report.unit)}（{report.month.month}月）　{problem}{step}")
        if len(reports) > MOST:
            st.caption(f"另有 {len(reports) - MOST} 个单位，见“工作要点”页任务 {indicator.task}。")


def show_matters(matters: Sequence[FollowUp]) -> None:
    """Beside what they name, in a line each."""
    for matter in matters[:MOST]:
        due = f"期限 {matter.due_on}，{matter.state}"
        st.markdown(
            f"督办 {plain(matter.matter_no)}：{plain(matter.matter)}（{plain(matter.unit)}，{due}）"
        )
