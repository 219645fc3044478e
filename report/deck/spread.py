"""Native charts: the projects by their two rates; the reports in time, late and missing."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from kpi.projects import LINE, Project
from kpi.reports import Discipline
from report.deck.charts import TEXT, Box, add_chart, add_legend, colour, shape_axes
from report.deck.slides import add_text
from report.theme import LIGHT

NAME = 0.35  # the height of an axis' name


def add_rates_chart(slide: Any, projects: Sequence[Project], box: Box) -> None:
    """Each project by its two rates, those under 90 % apart."""
    data = XyChartData(number_format="0.0")
    for name, below in (("未达 90%", True), ("达到 90%", False)):
        series = data.add_series(name)
        for p in (p for p in projects if p.is_below is below):
            if p.investment_rate is not None and p.disbursement_rate is not None:
                series.add_data_point(p.investment_rate, p.disbursement_rate)
    top = max(100.0, *(max(p.investment_rate or 0, p.disbursement_rate or 0) for p in projects))
    for name, line in (("90% 线", ((LINE, 0.0), (LINE, top))), ("", ((0.0, LINE), (top, LINE)))):
        series = data.add_series(name)
        for x, y in line:
            series.add_data_point(x, y)
    left, up, width, height = box
    # names beside the axes, for turned text is hard to read on a wall
    add_text(slide, "↑ 资金拨付使用率（%）", (left, up, 3.0, NAME), 12)
    add_text(slide, "投资完成率（%）→", (left + width - 2.2, up + height - NAME, 2.2, NAME), 12)
    inner = (left, up + NAME, width, height - 2 * NAME)
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, data, inner)
    for series in list(chart.plots[0].series)[2:]:
        series.marker.style = XL_MARKER_STYLE.NONE
        series.format.line.color.rgb = RGBColor.from_string(TEXT)
        series.format.line.dash_style = MSO_LINE.DASH
    colours = ("严重滞后", "已完成")
    for series, status in zip(chart.plots[0].series, colours, strict=False):
        series.format.line.fill.background()
        series.marker.style = (
            XL_MARKER_STYLE.SQUARE if status == "严重滞后" else XL_MARKER_STYLE.CIRCLE
        )
        series.marker.size = 9
        series.marker.format.fill.solid()
        rgb = RGBColor.from_string(LIGHT.statuses[status].removeprefix("#").upper())
        series.marker.format.fill.fore_color.rgb = rgb
    for axis in (chart.category_axis, chart.value_axis):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, top + 5, 10
        axis.has_title = False
        axis.has_major_gridlines = True
        axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("DFE4EA")
        axis.tick_labels.font.size = Pt(12)
    add_legend(chart)
    _hide_in_legend(chart, 3)


def add_discipline_chart(slide: Any, units: Sequence[Discipline], box: Box) -> None:
    """Reports in time, caught up late and missing, of each unit."""
    data = CategoryChartData(number_format="0")
    data.categories = [u.name for u in units]
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
    add_legend(chart)
    shape_axes(chart)


def _hide_in_legend(chart: Any, place: int) -> None:
    """The second of two lines that are one thing needs no name of its own."""
    entry = (
        f"<c:legendEntry {nsdecls('c')}><c:idx val='{place}'/><c:delete val='1'/></c:legendEntry>"
    )
    chart.legend._element.find(qn("c:legendPos")).addnext(parse_xml(entry))
