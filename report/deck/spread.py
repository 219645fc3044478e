"""Native charts: the projects by their two rates; the reports in time, late and missing."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.util import Pt

from kpi.projects import LINE, Project
from kpi.reporting.reports import Discipline
from report.charts.theme import LIGHT
from report.deck.charts import TEXT, Box, add_chart, add_legend, colour, shape_axes
from report.deck.fit import broken
from report.deck.slides import add_text

NAME = 0.35  # the height of an axis' name
LETTERS = 4  # of a name under a column, in a line
SIDES = (("未达 90%", "严重滞后", True), ("达到 90%", "已完成", False))


def add_rates_chart(
    slide: Any, projects: Sequence[Project], names: Sequence[str], box: Box
) -> None:
    """Each project by its two rates, those under 90 % apart; `names` are the rates'."""
    invested, paid = names
    data = XyChartData(number_format="0.0")
    points = {name: _points(projects, below) for name, _, below in SIDES}
    top = max(100.0, *(rate for places in points.values() for place in places for rate in place))
    # up, back to where they cross, to the left and to the right: two lines in one
    cross = [(LINE, 0.0), (LINE, top), (LINE, LINE), (0.0, LINE), (top, LINE)]
    present = {name: places for name, places in points.items() if places}
    for name, places in (present | {"90% 线": cross}).items():
        series = data.add_series(name)
        for place in places:
            series.add_data_point(*place)
    left, up, width, height = box
    # names beside the axes, for turned text is hard to read on a wall
    add_text(slide, f"↑ {paid}（%）", (left, up, 3.0, NAME), 12)
    add_text(slide, f"{invested}（%）→", (left + width - 2.2, up + height - NAME, 2.2, NAME), 12)
    inner = (left, up + NAME, width, height - 2 * NAME)
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, data, inner)
    *sides, line = chart.plots[0].series
    line.marker.style = XL_MARKER_STYLE.NONE
    line.format.line.color.rgb = RGBColor.from_string(TEXT)
    line.format.line.width = Pt(1)
    statuses = {name: status for name, status, _ in SIDES}
    for series in sides:
        _dot(series, statuses[series.name])
    for axis in (chart.category_axis, chart.value_axis):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, top + 5, 10
        axis.has_title = False
        axis.has_major_gridlines = True
        axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("DFE4EA")
        axis.tick_labels.font.size = Pt(12)
    add_legend(chart)


def _points(projects: Sequence[Project], below: bool) -> list[tuple[float, float]]:
    return [
        (p.investment_rate, p.disbursement_rate)
        for p in projects
        if p.is_below is below and p.investment_rate is not None and p.disbursement_rate is not None
    ]


def _dot(series: Any, status: str) -> None:
    """A square for those behind, a circle for the others, without a line between them."""
    series.format.line.fill.background()
    is_behind = status == "严重滞后"
    series.marker.style = XL_MARKER_STYLE.SQUARE if is_behind else XL_MARKER_STYLE.CIRCLE
    series.marker.size = 9
    series.marker.format.fill.solid()
    rgb = RGBColor.from_string(LIGHT.statuses[status].removeprefix("#").upper())
    series.marker.format.fill.fore_color.rgb = rgb


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
        colour(series, LIGHT.statuses[status].removeprefix("#").upper())
        labels = series.data_labels
        labels.show_value = True
        # what there is none of has no figure
        labels.number_format, labels.number_format_is_linked = "0;;", False
        labels.font.size, labels.font.color.rgb = Pt(12), RGBColor(255, 255, 255)
    add_legend(chart)
    shape_axes(chart)
