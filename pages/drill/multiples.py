"""Every entity's line against its pace on one screen; a click on a panel goes down to it."""

from collections.abc import Sequence

import streamlit as st

from kpi.engine.progress import Progress
from kpi.gap import widest_gap_first
from kpi.plan import Indicator
from kpi.trace.history import Point, courses, fell_behind
from kpi.words.spoken import spoken
from kpi.words.statuses import BEHIND
from pages.drill.levels import entity_picked
from pages.frame.filters import View
from pages.frame.store import fetch_history
from pages.frame.text import plain
from pages.show.charts import wide
from pages.show.snapshots import offer_snapshots
from report.charts.multiples import MOST, multiples
from report.charts.panels import share

NAMED = 3


def show_multiples(view: View, indicator: Indicator, entities: Sequence[Progress]) -> None:
    """Nothing where there is no pace to compare with, or too many for one screen."""
    paced = [row for row in entities if row.expected is not None]
    if not 1 < len(paced) <= MOST:
        return
    by_entity = courses(fetch_history(view.version, indicator.code, view.at))
    shown = [by_entity[row.entity] for row in widest_gap_first(paced)]
    finding = course_finding(shown)
    st.subheader(finding)
    st.caption("每格的高是本对象目标的百分比，各格相同；虚线是序时。按差额排，点一格往下看这个对象")
    figure = multiples(shown, indicator.uom, view.palette)
    topic = f"{indicator.name}各对象逐月"
    with wide("multiples"):
        entity_picked(view, figure, topic, finding)
    rows = [line for course in shown for line in map(_line, course)]
    last = tuple(course[-1][1] for course in shown)
    title, uom = f"{indicator.name}：{finding}", "占各自目标的百分比"
    offer_snapshots(view, figure, topic, rows, title=title, uom=uom, shown=last)


def course_finding(shown: Sequence[Sequence[Point]]) -> str:
    """14 个对象逐月对照序时：12 个落后，其中 1 个是上月底以后落后的（七宝镇）."""
    behind = [course for course in shown if course[-1][1].status in BEHIND]
    sentence = f"{len(shown)} 个对象逐月对照序时：" + (
        f"{len(behind)} 个落后" if behind else "没有落后的"
    )
    late = [plain(spoken(row.entity)) for row in fell_behind(behind)]
    if not late:
        return sentence
    more = "等" if len(late) > NAMED else ""
    names = "、".join(late[:NAMED])
    return f"{sentence}，其中 {len(late)} 个是上月底以后落后的（{names}{more}）"


def _line(point: Point) -> dict[str, object]:
    day, row = point
    return {
        "对象": spoken(row.entity),
        "截至": day,
        "完成": row.actual,
        "序时": row.expected,
        "目标": row.target,
        "占目标（%）": share(row.actual, row.target),
        "状态": row.status,
    }
