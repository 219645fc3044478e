"""Indicators through the year: native lines against the pace and the quota."""

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.util import Pt

from kpi.plan import Indicator
from kpi.trace.history import Point
from kpi.words.numbers import amount
from kpi.words.statuses import STATUSES
from report.charts.lines import MONTHS
from report.deck.charts import MUTED, TEXT, WHOLE, add_chart, add_legend, shape_axes
from report.deck.notes import note
from report.deck.slides import add_slide
from report.meeting.meeting import Meeting
from report.meeting.stamp import stamp

History = Mapping[str, Sequence[Point]]  # an indicator's code: the district at each month's end


def add_courses(deck: Any, meeting: Meeting, history: History) -> None:
    """A slide for each indicator that has come through more than a month."""
    for code, points in history.items():
        if len(points) > 1:
            add_course(deck, meeting, meeting.plan.indicator(code), points)


def add_course(deck: Any, meeting: Meeting, indicator: Indicator, points: Sequence[Point]) -> None:
    """What was reached by each month's end, where the pace stood, and the quota."""
    last = points[-1][1]
    done = amount(last.actual, indicator.uom)
    title = f"{indicator.name}：{done}，{STATUSES[last.status].label}，{last.reason}"
    slide = add_slide(deck, title, note(meeting, [indicator.code]), stamp(meeting))
    number_format = "#,##0.0" if indicator.uom in ("万元", "%") else "#,##0"
    data = CategoryChartData(number_format=number_format)
    data.categories = MONTHS
    # the months to come stand on the axis, too
    to_come = [None] * (len(MONTHS) - len(points))
    data.add_series(f"完成（{indicator.uom}）", [*(row.actual for _, row in points), *to_come])
    data.add_series("序时", [*(row.expected for _, row in points), *to_come])
    data.add_series("目标", [last.target] * len(MONTHS))
    chart = add_chart(slide, XL_CHART_TYPE.LINE_MARKERS, data, WHOLE)
    done_series, pace, quota = chart.plots[0].series
    _draw(done_series, 3, None)
    _draw(pace, 2, MUTED, MSO_LINE.DASH)
    _draw(quota, 1.5, TEXT)
    add_legend(chart)
    shape_axes(chart)


def _draw(series: Any, width: float, rgb: str | None, dash: Any = None) -> None:
    """A line in a grey, or in the theme's accent with a point for each month."""
    series.smooth = False
    line = series.format.line
    line.width = Pt(width)
    if rgb is None:
        line.color.theme_color = MSO_THEME_COLOR.ACCENT_1
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        return
    line.color.rgb = RGBColor.from_string(rgb)
    series.marker.style = XL_MARKER_STYLE.NONE
    if dash is not None:
        line.dash_style = dash
