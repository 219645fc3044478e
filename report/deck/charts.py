"""Native charts: bars with quota and pace marks, the two rates, reports in time and late."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from kpi.progress import Progress
from kpi.projects import LINE, Project
from kpi.reports import Discipline
from kpi.statuses import STATUSES
from report.deck.slides import FONT, LEFT, ROOM_HEIGHT, ROOM_WIDTH, TOP
from report.theme import LIGHT

ACCENT, TEXT, MUTED = (c.removeprefix("#").upper() for c in (LIGHT.accent, LIGHT.text, LIGHT.muted))
Box = tuple[float, float, float, float]
WHOLE: Box = (LEFT, TOP, ROOM_WIDTH, ROOM_HEIGHT - 0.1)


def add_quota_chart(slide: Any, rows: Sequence[Progress], uom: str, box: Box = WHOLE) -> None:
    """A column for each entity, its quota as a dark dash and its pace as a grey one."""
    written = "#,##0.0" if uom in ("万元", "%") else "#,##0"
    data = CategoryChartData(number_format=written)
    data.categories = [f"{r.entity}\n{STATUSES[r.status].shape}" for r in rows]
    data.add_series("完成", [r.actual for r in rows])
    data.add_series("目标", [r.target for r in rows])
    data.add_series("序时", [r.expected for r in rows])
    chart = _chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, data, box)
    plot = chart.plots[0]
    plot.gap_width = 60
    _colour(plot.series[0], ACCENT)
    _label(plot.series[0], written)
    _marks(chart, {1: TEXT, 2: MUTED})
    _legend(chart)
    _axes(chart)


def add_rates_chart(slide: Any, projects: Sequence[Project], box: Box) -> None:
    """Each project by its two rates, those under 90 % apart."""
    data = XyChartData(number_format="0.0")
    for name, below in (("未达 90%", True), ("达到 90%", False)):
        series = data.add_series(name)
        for p in (p for p in projects if p.is_below is below):
            series.add_data_point(p.investment_rate or 0.0, p.disbursement_rate or 0.0)
    top = max(100.0, *(max(p.investment_rate or 0, p.disbursement_rate or 0) for p in projects))
    for name, line in (("90% 线", ((LINE, 0.0), (LINE, top))), ("", ((0.0, LINE), (top, LINE)))):
        series = data.add_series(name)
        for x, y in line:
            series.add_data_point(x, y)
    chart = _chart(slide, XL_CHART_TYPE.XY_SCATTER, data, box)
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
    for axis, title in (
        (chart.category_axis, "投资完成率（%）"),
        (chart.value_axis, "资金拨付使用率（%）"),
    ):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, top + 5, 10
        axis.has_title = True
        _write_title(axis.axis_title, title)
        axis.has_major_gridlines = True
        axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("DFE4EA")
        axis.tick_labels.font.size = Pt(12)
    _legend(chart)
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
    chart = _chart(slide, XL_CHART_TYPE.COLUMN_STACKED, data, box)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for series, status in zip(plot.series, ("已完成", "滞后", "严重滞后"), strict=True):
        _colour(series, LIGHT.statuses[status].removeprefix("#").upper())
    _legend(chart)
    _axes(chart)


def _chart(slide: Any, kind: Any, data: Any, box: Box) -> Any:
    shape = slide.shapes.add_chart(kind, *(Inches(value) for value in box), data)
    chart = shape.chart
    chart.font.size, chart.font.name = Pt(12), FONT
    chart.has_title = False
    return chart


def _colour(series: Any, rgb: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(rgb)


def _label(series: Any, written: str) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = written, False
    labels.font.size = Pt(11)
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    labels.font.color.rgb = RGBColor(255, 255, 255)


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(12)


def _hide_in_legend(chart: Any, place: int) -> None:
    """The second of two lines that are one thing needs no name of its own."""
    entry = (
        f"<c:legendEntry {nsdecls('c')}><c:idx val='{place}'/><c:delete val='1'/></c:legendEntry>"
    )
    chart.legend._element.find(qn("c:legendPos")).addnext(parse_xml(entry))


def _axes(chart: Any) -> None:
    chart.category_axis.tick_labels.font.size = Pt(11)
    chart.category_axis.format.line.color.rgb = RGBColor.from_string("C9D0D9")
    chart.value_axis.minimum_scale = 0
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("DFE4EA")
    chart.value_axis.format.line.fill.background()


def _write_title(title: Any, text: str) -> None:
    title.text_frame.text = text
    title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)


def _marks(chart: Any, colours: dict[int, str]) -> None:
    """Moves series of the columns into a line chart on the same axes: a dash each, and no line."""
    bars = chart._chartSpace.chart.plotArea.find(qn("c:barChart"))
    line = parse_xml(
        f"<c:lineChart {nsdecls('c')}><c:grouping val='standard'/><c:varyColors val='0'/>"
        "</c:lineChart>"
    )
    for place, series in enumerate(bars.findall(qn("c:ser"))):
        if place in colours:
            bars.remove(series)
            line.append(_dashes(series, colours[place]))
    line.append(parse_xml(f"<c:marker {nsdecls('c')} val='1'/>"))
    for axis in bars.findall(qn("c:axId")):
        line.append(deepcopy(axis))
    bars.addnext(line)


def _dashes(series: Any, rgb: str) -> Any:
    for name in ("c:invertIfNegative", "c:spPr"):
        for element in series.findall(qn(name)):
            series.remove(element)
    fill = f"<a:solidFill><a:srgbClr val='{rgb}'/></a:solidFill>"
    look = (
        f"<c:spPr {nsdecls('c', 'a')}><a:ln w='28575'><a:noFill/></a:ln></c:spPr>",
        f"<c:marker {nsdecls('c', 'a')}><c:symbol val='dash'/><c:size val='22'/>"
        f"<c:spPr>{fill}<a:ln>{fill}</a:ln></c:spPr></c:marker>",
    )
    after = series.find(qn("c:tx"))
    for xml in reversed(look):
        after.addnext(parse_xml(xml))
    series.append(parse_xml(f"<c:smooth {nsdecls('c')} val='0'/>"))
    return series
