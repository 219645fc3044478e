"""What is taken along of the bullets of an indicator by entity: one way for every page."""

from collections.abc import Sequence

import plotly.graph_objects as go

from kpi.engine.progress import Progress
from kpi.findings import gap_finding
from kpi.plan import Indicator
from pages.frame.filters import View
from pages.show.snapshots import offer_snapshots
from report.charts.figures import quota_bars
from report.files.export import export_lines


def offer_bars(
    view: View, figure: go.Figure, indicator: Indicator, rows: Sequence[Progress], topic: str
) -> None:
    """The downloads of a chart of bullets, whose title is who is behind and who lacks most."""
    offer_snapshots(
        view,
        figure,
        topic,
        export_lines(rows, view.plan),
        title=f"{indicator.name}：{gap_finding(rows, indicator)}",
        uom=indicator.uom,
        shown=tuple(rows),
        in_words=lambda: quota_bars(rows, indicator.uom, view.palette, words=True),
    )
