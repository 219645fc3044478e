"""Indicators through the year: native lines against the pace and the quota."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.util import Pt

from kpi.engine.pace import elapsed
from kpi.plan import Indicator
from kpi.trace.history import Point
from kpi.words.numbers import amount
from kpi.words.statuses import BEHIND, STATUSES
from report.deck.charts import WHOLE, add_chart, add_legend, shape_axes
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
    # what each month must bring stands in the notes: the title is read from the back row
    reason = last.reason.partition("；")[0]
    title = f"{indicator.name}：{STATUSES[last.status].label}，{done}，{reason}"
    notes = note(meeting, [indicator.code], first=f"{last.reason}。")
    slide = add_slide(deck, title, notes, stamp(meeting))
    number_format = "#,##0.0" if indicator.uom in ("万元", "%") else "#,##0"
    data = CategoryChartData(number_format=number_format)
    # every month of the year stands on the axis, those to come too
    data.categories = [f"{month}月" for month in range(1, 13)]
    by_month = {day.month: row for day, row in points}
    rows = [by_month.get(month) for month in range(1, 13)]
    data.add_series(f"完成（{indicator.uom}）", [row and row.actual for row in rows])
    data.add_series("序时", _paces(meeting, indicator, points))
    data.add_series("目标", [last.target] * 12)
    chart = add_chart(slide, XL_CHART_TYPE.LINE_MARKERS, data, WHOLE)
    done_series, pace, quota = chart.plots[0].series
    _draw(done_series, 3, MSO_THEME_COLOR.ACCENT_1)
    _draw(pace, 2, MSO_THEME_COLOR.TEXT_1, MSO_LINE.DASH)
    _draw(quota, 1.5, MSO_THEME_COLOR.TEXT_1)
    _tell_the_last(done_series, is_behind=last.status in BEHIND)
    add_legend(chart)
    shape_axes(chart)


def _paces(meeting: Meeting, indicator: Indicator, points: Sequence[Point]) -> list[float | None]:
    """Where it should be at each month's end: as it was told, and from then on up to the quota."""
    told = {day.month: row.expected for day, row in points}
    target = points[-1][1].target
    year = meeting.plan.year
    ends = [date(year, month, monthrange(year, month)[1]) for month in range(1, 13)]
    return [
        told[day.month]
        if day.month in told
        else target and target * elapsed(indicator, day, meeting.plan)
        for day in ends
    ]


def _draw(series: Any, width: float, theme_colour: Any, dash: Any = None) -> None:
    """A line in a colour of the theme, so that it is seen on a template's dark ground as well; in
    the accent with a point for each month.
    """
    series.smooth = False
    line = series.format.line
    line.width = Pt(width)
    line.color.theme_color = theme_colour
    if theme_colour == MSO_THEME_COLOR.ACCENT_1:
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.theme_color = theme_colour
        return
    series.marker.style = XL_MARKER_STYLE.NONE
    if dash is not None:
        line.dash_style = dash


def _tell_the_last(series: Any, *, is_behind: bool) -> None:
    """The newest figure stands at the end of the line, off the pace that it is under or over."""
    last = max(n for n, value in enumerate(series.values) if value is not None)
    label = series.points[last].data_label
    label.font.size, label.font.bold = Pt(16), True
    label.position = XL_LABEL_POSITION.BELOW if is_behind else XL_LABEL_POSITION.ABOVE
