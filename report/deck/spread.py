"""A native chart: the reports of each unit in time, late and missing."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from kpi.reporting.reports import Discipline
from report.charts.theme import LIGHT
from report.deck.charts import Box, add_chart, add_legend, colour, hexadecimal, shape_axes
from report.deck.fit import broken

LETTERS = 4  # of a name under a column, in a line


def add_discipline_chart(slide: Any, units: Sequence[Discipline], box: Box) -> None:
    """Reports in time, caught up late and missing, of each unit."""
    data = CategoryChartData(number_format="0")
    data.categories = [broken(u.name, LETTERS) for u in units]
    for name, values in (
        ("按时", [u.on_time for u in units]),
        ("补报", [u.late for u in units]),
        ("未报", [u.missing for u in units]),
    ):
        data.add_series(name, values)
    chart = add_chart(slide, XL_CHART_TYPE.COLUMN_STACKED, data, box)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for series, status in zip(plot.series, ("已完成", "滞后", "严重滞后"), strict=True):
        fill = LIGHT.fills[status]
        colour(series, hexadecimal(fill.color))
        labels = series.data_labels
        labels.show_value = True
        # what there is none of has no figure
        labels.number_format, labels.number_format_is_linked = "0;;", False
        labels.font.size = Pt(12)
        labels.font.color.rgb = RGBColor.from_string(hexadecimal(fill.on))
    add_legend(chart)
    shape_axes(chart)
