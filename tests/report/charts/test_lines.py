"""Lines and points: what is drawn is what the rows say."""

import re
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest
from facts import Facts

from kpi.engine.warehouse import connect
from kpi.trace.history import Point, history
from report.charts.lines import pace_line
from report.charts.theme import LIGHT


def texts(figure: go.Figure) -> list[str]:
    """What is written on a chart, without the marks of its colours."""
    return [re.sub("<[^>]+>", "", note.text) for note in figure.layout.annotations]


@pytest.fixture(scope="module")
def points(module_facts: Facts) -> list[Point]:
    """100 万元 in January and 400 in March, of 2,000 in the year."""
    rows = [
        {"category": "工会福利", "purchased_on": "2022-01-05", "amount": 1_000_000},
        {"category": "工会福利", "purchased_on": "2022-03-10", "amount": 4_000_000},
    ]
    module_facts.add("purchase", "区总工会", "2022-01~03", rows)
    indicator = module_facts.plan.indicator("union_purchase")
    return history(
        connect(module_facts.store.root), module_facts.plan, indicator, date(2022, 3, 15)
    )


def test_the_figure_and_its_pace_stand_at_each_month(points: list[Point]) -> None:
    pace, done = pace_line(points, "万元", LIGHT).data
    assert (pace.name, done.name) == ("序时", "完成")
    assert list(done.x) == list(pace.x) == ["1月", "2月", "3月"]
    assert list(done.y) == [100.0, 100.0, 500.0]
    # a twelfth of 2,000 each month; 15 of March's 31 days are gone
    assert list(pace.y) == pytest.approx([2000 / 12, 4000 / 12, (2 + 15 / 31) * 2000 / 12])
    assert list(done.customdata) == ["1月31日", "2月28日", "3月15日"]
    assert (pace.line.dash, done.line.color) == ("dash", LIGHT.accent)


def test_the_quota_is_a_line_with_its_name(points: list[Point]) -> None:
    figure = pace_line(points, "万元", LIGHT)
    assert [(line.y0, line.y1) for line in figure.layout.shapes] == [(2000.0, 2000.0)]
    assert texts(figure) == ["目标 2,000.0 万元", "● 完成 500.0 万元　┄ 序时 414.0 万元"]


def test_the_axis_has_the_whole_year_from_nothing_up(points: list[Point]) -> None:
    layout = pace_line(points, "万元", LIGHT).layout
    assert list(layout.xaxis.categoryarray) == [f"{month}月" for month in range(1, 13)]
    assert (layout.yaxis.rangemode, layout.xaxis.tickangle) == ("tozero", 0)


def test_without_a_pace_or_a_quota_neither_is_drawn(facts: Facts) -> None:
    tour = {"kind": "包机游", "group_no": "B1", "people": 118, "destination": "泽普县"}
    facts.add("tour", "区文旅局", "2022-02", [tour | {"departs_on": "2022-02-05"}])
    indicator = facts.plan.indicator("charter_tour")
    points = history(connect(facts.store.root), facts.plan, indicator, date(2022, 2, 28))
    figure = pace_line(points, "人", LIGHT)
    assert [trace.name for trace in figure.data] == ["完成"]
    assert (texts(figure), list(figure.layout.shapes)) == (["● 完成 118 人"], [])


def test_nothing_to_draw_is_an_empty_chart() -> None:
    figure = pace_line([], "万元", LIGHT)
    assert (texts(figure), [list(trace.x) for trace in figure.data]) == ([], [[]])


def test_the_fan_reaches_from_today_to_the_years_end_and_tells_its_range(facts: Facts) -> None:
    rows = [
        {"category": "工会福利", "purchased_on": f"2022-{month:02d}-05", "amount": 1_000_000}
        for month in range(1, 7)
    ]
    facts.add("purchase", "区总工会", "2022-01~06", rows)
    indicator = facts.plan.indicator("union_purchase")
    points = history(connect(facts.store.root), facts.plan, indicator, date(2022, 6, 30))
    figure = pace_line(points, "万元", LIGHT)
    fan, expected = (next(t for t in figure.data if t.name == n) for n in ("预计范围", "预计"))
    # 600 in half a year, every month alike: 1,200 and no doubt
    assert list(fan.x) == ["6月", "12月", "12月"]
    assert list(fan.y) == pytest.approx([600.0, 1200.0, 1200.0])
    assert list(expected.y) == pytest.approx([600.0, 1200.0])
    assert any("年底预计 1,200.0 万元（1,200.0–1,200.0 万元）" in text for text in texts(figure))


def test_the_years_end_of_a_count_is_told_whole(points: list[Point]) -> None:
    day, row = points[-1]
    last = replace(row, forecast=576.3, forecast_low=431.6, forecast_high=720.9)
    written = texts(pace_line([(day, last)], "人", LIGHT))
    assert any("年底预计 576 人（432–721 人）" in text for text in written)


def test_before_three_months_nothing_is_expected(points: list[Point]) -> None:
    assert [trace.name for trace in pace_line(points, "万元", LIGHT).data] == ["序时", "完成"]


def test_last_years_line_stands_behind_this_years(points: list[Point]) -> None:
    figure = pace_line(points, "万元", LIGHT, last_year=points[:2])
    assert [trace.name for trace in figure.data] == ["去年", "序时", "完成"]
    assert list(figure.data[0].y) == [100.0, 100.0]


def test_where_no_report_is_in_there_is_a_gap_and_where_some_are_missing_a_hollow_point(
    points: list[Point],
) -> None:
    (one, first), (two, second), (three, third) = points
    nothing = replace(first, actual=0.0, reports_in=0, reports_due=2)
    some = replace(second, reports_in=1, reports_due=2)
    all_in = replace(third, reports_in=2, reports_due=2)
    done = pace_line([(one, nothing), (two, some), (three, all_in)], "万元", LIGHT).data[-1]
    assert list(done.y) == [None, 100.0, 500.0]
    assert list(done.marker.color) == [LIGHT.background, LIGHT.background, LIGHT.accent]
    assert done.connectgaps is False
