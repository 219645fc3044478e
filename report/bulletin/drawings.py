"""The bulletin's charts as vector graphics, by the part of the text that they follow."""

from dataclasses import dataclass

import plotly.graph_objects as go

from kpi.engine.times import Times
from kpi.topics.projects import rate_statuses
from report.charts.dumbbells import dumbbells
from report.charts.theme import LIGHT
from report.files.render import picture
from report.files.snapshot import Snapshot, bars_snapshot
from report.files.tables import Rows
from report.meeting.meeting import Meeting

ROW_PIXELS, HEAD_PIXELS = 25, 60
MOST_PROJECTS = 12
WIDTH = 680  # so that its letters are 10 points on A4


@dataclass(frozen=True)
class Drawing:
    """A caption and an SVG that stands in a page as it is."""

    part: str
    caption: str
    svg: str


def drawings(meeting: Meeting) -> list[Drawing]:
    """The indicators that the plan names, by entity, then the projects' rates.

    Raises NoBrowserError.
    """
    return [*_bars(meeting), *_rates(meeting)]


def _bars(meeting: Meeting) -> list[Drawing]:
    at = Times(meeting.as_of, meeting.known_at)
    plan = meeting.plan
    snapshots = [
        bars_snapshot(plan, meeting.rows, plan.indicator(code), None, at)
        for code in plan.shown.bulletin
    ]
    return [
        Drawing("indicators", _caption(s), _svg(_low(s.figure, s.rows)))
        for s in snapshots
        if s is not None
    ]


def _caption(snapshot: Snapshot) -> str:
    return f"{snapshot.title}（{snapshot.uom}，已报 {snapshot.stamp.reports}）"


def _rates(meeting: Meeting) -> list[Drawing]:
    projects = [p for p in meeting.projects if None not in p.rates]
    names = [rate.name for rate in meeting.plan.rates]
    if not projects or not names:
        return []
    shown = projects[:MOST_PROJECTS]
    statuses = rate_statuses(meeting.plan, meeting.rows)
    first = f"，图为离 90% 最远的 {len(shown)} 个" if len(shown) < len(projects) else ""
    caption = f"{len(projects)} 个项目的两率{first}；虚线为 90%"
    return [
        Drawing("projects", caption, _svg(dumbbells(shown, statuses, names, LIGHT, brief=True)))
    ]


def _low(figure: go.Figure, rows: Rows) -> go.Figure:
    """With lower bars than on the screen, so that two charts and their text share a page."""
    return figure.update_layout(height=HEAD_PIXELS + ROW_PIXELS * len(rows))


def _svg(figure: go.Figure) -> str:
    return picture(figure, "svg", WIDTH).decode("utf-8")
