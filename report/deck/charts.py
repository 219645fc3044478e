"""Native charts: columns with quota and pace marks, and what all charts share."""

from collections.abc import Collection, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from kpi.engine.progress import Progress
from kpi.gap import gap_words
from kpi.words.spoken import spoken
from kpi.words.statuses import STATUSES
from report.charts.theme import LIGHT
from report.deck.embedded import without_formulas
from report.deck.fit import broken
from report.deck.slides import LEFT, ROOM_HEIGHT, ROOM_WIDTH, TOP

MOST_AT_EASE = 10  # columns whose names are written larger
LETTERS = 4  # of a name under one of many columns, in a line; LibreOffice turns wider ones
PALE = 14_000  # thousandths of a per cent of the text's colour, for the way to a quota
SHORT = 0.08  # of the highest: a column that cannot hold its figure
Box = tuple[float, float, float, float]


class Rate(NamedTuple):
    """A name under a column, shares of the quota and of the year (0-1), and the status."""

    name: str
    share: float
    pace: float
    status: str


WHOLE: Box = (LEFT, TOP, ROOM_WIDTH, ROOM_HEIGHT - 0.1)


def add_quota_chart(slide: Any, rows: Sequence[Progress], uom: str, box: Box = WHOLE) -> None:
    """A column for each entity, filled by its status, on a pale one up to its quota; its pace is a
    dash, and under its name stands what it lacks.
    """
    number_format = "#,##0.0" if uom in ("万元", "%") else "#,##0"
    many = len(rows) > MOST_AT_EASE
    data = CategoryChartData(number_format=number_format)
    data.categories = [_under_column(row, uom, many) for row in rows]
    data.add_series("目标", [r.target for r in rows])
    data.add_series(f"完成（{uom}）", [r.actual for r in rows])
    data.add_series("序时", [r.expected for r in rows])
    _draw_quotas(slide, data, number_format, [r.status for r in rows], box)


def _under_column(row: Progress, uom: str, many: bool) -> str:
    name = broken(spoken(row.entity), LETTERS) if many else spoken(row.entity)
    return "\n".join(filter(None, (name, status_word(row, many), gap_words(row, uom))))


def _draw_quotas(
    slide: Any, data: Any, number_format: str, statuses: Sequence[str], box: Box
) -> None:
    chart = add_chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, data, box)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    track, done, _ = plot.series
    pale(track)
    _fill_by_status(done, statuses, number_format)
    _marks(chart, {2})
    add_legend(chart, without=1)
    shape_axes(chart)


def status_word(row: Progress, many: bool) -> str:
    """▽滞后: in black and white too, without a key; in two lines under one of many columns."""
    return STATUSES[row.status].label.replace(" ", "\n" if many else "")


def add_pace_chart(slide: Any, rates: Sequence[Rate], box: Box = WHOLE) -> None:
    """Shares of the quota in per cent by name, each with its pace; the quota is 100."""
    data = CategoryChartData(number_format="0.0")
    data.categories = [rate.name for rate in rates]
    data.add_series("目标", [100.0] * len(rates))
    data.add_series("完成率（%）", [rate.share * 100 for rate in rates])
    data.add_series("序时", [rate.pace * 100 for rate in rates])
    _draw_quotas(slide, data, "0.0", [rate.status for rate in rates], box)


def add_chart(slide: Any, kind: Any, data: Any, box: Box) -> Any:
    shape = slide.shapes.add_chart(kind, *(Inches(value) for value in box), data)
    chart = shape.chart
    chart.part.chart_workbook.update_from_xlsx_blob(without_formulas(data))
    _number_axes(chart)
    chart.font.size = Pt(12)
    chart.has_title = False
    return chart


def _number_axes(chart: Any) -> None:
    """The library numbers axes below nothing, which the schemas do not allow; above 2^31
    LibreOffice takes all for one.
    """
    for name in ("c:axId", "c:crossAx"):
        for element in chart._chartSpace.iter(qn(name)):
            element.set("val", str(int(element.get("val")) % 2**31))


def pale(series: Any) -> None:
    """A shade of the text's own colour, so that it is seen on a template's dark ground as well."""
    series.format.fill.solid()
    _fade(series.format.fill.fore_color, series._element)


def _faint(line: Any, element: Any) -> None:
    """A thin line that stays behind what is drawn, on any ground."""
    line.width = Pt(0.75)
    _fade(line.color, element)


def _fade(colour_format: Any, element: Any) -> None:
    """The text's own colour, seen through."""
    colour_format.theme_color = MSO_THEME_COLOR.TEXT_1
    for theme_colour in element.find(qn("c:spPr")).iter(qn("a:schemeClr")):
        theme_colour.append(parse_xml(f"<a:alpha {nsdecls('a')} val='{PALE}'/>"))


def colour(series: Any, rgb: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(rgb)


def _fill_by_status(series: Any, statuses: Sequence[str], number_format: str) -> None:
    """Each column as its status is filled everywhere, with its figure at its foot."""
    most = max((value or 0 for value in series.values), default=0)
    _label(series, number_format)
    for number, (status, value) in enumerate(zip(statuses, series.values, strict=True)):
        fill, point = LIGHT.fills[status], series.points[number]
        colour(point, hexadecimal(fill.color))
        point.format.line.color.rgb = RGBColor.from_string(hexadecimal(fill.line))
        if (value or 0) > SHORT * most:
            point.data_label.font.size = Pt(11)
            point.data_label.font.color.rgb = RGBColor.from_string(hexadecimal(fill.on))
            point.data_label.position = XL_LABEL_POSITION.INSIDE_BASE


def hexadecimal(colour_code: str) -> str:
    """#0b6e4f as a slide's XML has it: 0B6E4F."""
    return colour_code.removeprefix("#").upper()


def _label(series: Any, number_format: str) -> None:
    """The figures of the columns, over those that are too short to hold one."""
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.font.size = Pt(11)
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.color.theme_color = MSO_THEME_COLOR.TEXT_1


def add_legend(chart: Any, without: int | None = None) -> None:
    """Above the chart; `without` a series that no one colour stands for."""
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(12)
    if without is not None:
        entry = f"<c:idx val='{without}'/><c:delete val='1'/>"
        hidden = parse_xml(f"<c:legendEntry {nsdecls('c')}>{entry}</c:legendEntry>")
        chart.legend._element.find(qn("c:legendPos")).addnext(hidden)


def shape_axes(chart: Any) -> None:
    many = len(chart.plots[0].categories) > MOST_AT_EASE
    chart.category_axis.tick_labels.font.size = Pt(10 if many else 11)
    # turned text is hard to read on a wall
    chart.category_axis._element.txPr.find(qn("a:bodyPr")).set("rot", "0")
    _faint(chart.category_axis.format.line, chart.category_axis._element)
    chart.value_axis.minimum_scale = 0
    most = max((v or 0 for p in chart.plots for s in p.series for v in s.values), default=0)
    if most >= 10:
        chart.value_axis.tick_labels.number_format = "#,##0"
        chart.value_axis.tick_labels.number_format_is_linked = False
    gridlines = chart.value_axis.major_gridlines
    _faint(gridlines.format.line, gridlines._xAx.find(qn("c:majorGridlines")))
    chart.value_axis.format.line.fill.background()


def _marks(chart: Any, places: Collection[int]) -> None:
    """Moves series of the columns into a line chart on the same axes: a dash each, and no line."""
    bars = chart._chartSpace.chart.plotArea.find(qn("c:barChart"))
    line = parse_xml(
        f"<c:lineChart {nsdecls('c')}><c:grouping val='standard'/><c:varyColors val='0'/>"
        "</c:lineChart>"
    )
    for place, series in enumerate(bars.findall(qn("c:ser"))):
        if place in places:
            bars.remove(series)
            line.append(_dashes(series))
    line.append(parse_xml(f"<c:marker {nsdecls('c')} val='1'/>"))
    for axis in bars.findall(qn("c:axId")):
        line.append(deepcopy(axis))
    bars.addnext(line)


def _dashes(series: Any) -> Any:
    for name in ("c:invertIfNegative", "c:spPr"):
        for element in series.findall(qn(name)):
            series.remove(element)
    fill = "<a:solidFill><a:schemeClr val='tx1'/></a:solidFill>"
    look = (
        f"<c:spPr {nsdecls('c', 'a')}><a:ln w='28575'><a:noFill/></a:ln></c:spPr>",
        f"<c:marker {nsdecls('c', 'a')}><c:symbol val='dash'/><c:size val='24'/>"
        f"<c:spPr>{fill}<a:ln>{fill}</a:ln></c:spPr></c:marker>",
    )
    after = series.find(qn("c:tx"))
    for xml in reversed(look):
        after.addnext(parse_xml(xml))
    series.append(parse_xml(f"<c:smooth {nsdecls('c')} val='0'/>"))
    return series
