"""One chart to be taken along: as a picture, a page, or its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL, entities_within
from kpi.engine.times import Times
from kpi.findings import gap_finding, most_urgent_first, row_finding
from kpi.plan import Indicator, Plan
from kpi.plan.models import DISTRICT
from kpi.trace.history import Point
from report.charts.figures import quota_bars
from report.charts.lines import pace_line
from report.charts.theme import LIGHT, Palette
from report.files.export import export_lines
from report.files.poster import A3_WIDTH, poster
from report.files.render import WIDTH, picture
from report.files.stamped import Stamp, reports_of, stamped
from report.files.tables import Rows, table_xlsx

SnapshotForm = Literal["png", "svg", "pdf", "a3", "xlsx"]


@dataclass(frozen=True)
class Snapshot:
    """A chart with its finding, unit of measure and stamp, and the figures it is drawn from."""

    topic: str
    title: str
    figure: go.Figure
    rows: Rows
    stamp: Stamp
    palette: Palette = LIGHT
    uom: str = ""

    def file(self, file_format: SnapshotForm) -> bytes:
        """Raises NoBrowserError for a picture or page where there is no browser."""
        if file_format == "xlsx":
            note = "　".join(filter(None, (self.title, self.uom, self.stamp.text)))
            return table_xlsx(self.topic, self.rows, note)
        if file_format == "a3":
            page = poster(self.figure, self.title, self.stamp, self.palette, self.uom)
            return picture(page, "pdf", A3_WIDTH)
        drawn = stamped(self.figure, self.title, self.stamp, self.palette, WIDTH, self.uom)
        return picture(drawn, file_format, WIDTH)

    def file_name(self, file_format: SnapshotForm) -> str:
        if file_format == "a3":
            return self.stamp.file_name(f"{self.topic}_A3", "pdf")
        return self.stamp.file_name(self.topic, file_format)


def bars_snapshot(
    plan: Plan, rows: Sequence[Progress], indicator: Indicator, entity: str | None, at: Times
) -> Snapshot | None:
    """An indicator by entity, the most urgent first; of a roll-up's or a single one, where named.

    None where there is nothing to draw.
    """
    own_rows = [r for r in rows if r.indicator == indicator.code]
    names = [r.entity for r in own_rows if r.level == "entity"]
    kept = set(names if entity is None else entities_within(indicator, plan, entity, names))
    many = len(names) > 1
    shown = [r for r in own_rows if r.entity in kept and not (many and r.entity == DISTRICT)]
    if not shown:
        return None
    ordered = most_urgent_first(shown)
    stamp = stamp_of(plan, at, entity or DISTRICT, ordered, rows)
    figure = quota_bars(ordered, indicator.uom, LIGHT, words=True)
    return Snapshot(
        indicator.name,
        f"{indicator.name}：{_finding(ordered, indicator)}",
        figure,
        export_lines(ordered, plan),
        stamp,
        uom=indicator.uom,
    )


def line_snapshot(
    plan: Plan, points: Sequence[Point], indicator: Indicator, entity: str | None, at: Times
) -> Snapshot | None:
    """An indicator through the year, of an entity or of the district; None without figures."""
    names = (entity,) if entity else (TOTAL, DISTRICT)
    own_points = [(day, row) for day, row in points if row.entity in names]
    if not own_points:
        return None
    last = own_points[-1][1]
    stamp = stamp_of(plan, at, entity or DISTRICT, [last], [last])
    lines = [
        {"截至": day} | line
        for (day, _), line in zip(
            own_points, export_lines([r for _, r in own_points], plan), strict=True
        )
    ]
    title = f"{indicator.name}：{row_finding(last)}"
    figure = pace_line(own_points, indicator.uom, LIGHT)
    return Snapshot(f"{indicator.name}逐月", title, figure, lines, stamp, uom=indicator.uom)


def stamp_of(
    plan: Plan, at: Times, scope: str, shown: Sequence[Progress], rows: Sequence[Progress]
) -> Stamp:
    source = f"{plan.document}（{plan.number}）"
    return Stamp(at.as_of, at.known_at, scope, *reports_of(shown, rows), source)


def _finding(rows: Sequence[Progress], indicator: Indicator) -> str:
    return row_finding(rows[0]) if len(rows) == 1 else gap_finding(rows, indicator)
