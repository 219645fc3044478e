"""Small multiples: each unit's line in a panel of its own, as a share of its own quota."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from facts import Facts

from kpi.engine.warehouse import connect
from kpi.trace.history import Point, courses, history
from report.charts.multiples import multiples
from report.charts.panels import BELOW, MONTH, PLOT, ROW, grid
from report.charts.theme import DARK, LIGHT, Palette


@pytest.fixture(scope="module")
def two(module_facts: Facts) -> list[list[Point]]:
    """浦锦街道: 10 of 200 万元 in January; 莘庄镇: 30 of 300 in January, 60 in February."""
    spent = {"浦锦街道": {"01": 10}, "莘庄镇": {"01": 30, "02": 60}}
    for unit, months in spent.items():
        rows = [
            {"category": "企业动员", "purchased_on": f"2022-{month}-05", "amount": wan * 10_000}
            for month, wan in months.items()
        ]
        module_facts.add("purchase", unit, "2022-01~03", rows)
    indicator = module_facts.plan.indicator("enterprise_purchase")
    points = history(
        connect(module_facts.store.root), module_facts.plan, indicator, date(2022, 3, 31)
    )
    by_entity = courses(points)
    return [by_entity["浦锦街道"], by_entity["莘庄镇"]]


def months(places: Iterable[float | None]) -> list[float | None]:
    """Places of the first panel, January being 0."""
    return [None if x is None else round(x / MONTH, 6) for x in places]


def test_each_line_is_the_share_of_its_own_quota_on_the_scale_of_all(
    two: list[list[Point]],
) -> None:
    lines = {t.name: t for t in multiples(two, "万元", LIGHT).data if t.name}
    behind, ahead = lines["严重滞后"], lines["超序时"]
    # 10 of 200 are 5 % at each month's end; 30 and 90 of 300 are 10 and 30 %
    assert months(behind.x) == [0, 1, 2, None]
    assert [y and (y - BELOW) / PLOT * 100 for y in behind.y] == pytest.approx([5, 5, 5, None])
    # a panel further
    assert months(x and x - 1 for x in ahead.x) == [0, 1, 2, None]
    assert [y and (y - BELOW) / PLOT * 100 for y in ahead.y] == pytest.approx([10, 30, 30, None])


def test_the_pace_is_a_thin_line_in_each_panel(two: list[list[Point]]) -> None:
    pace = multiples(two, "万元", LIGHT).data[-1]
    assert (pace.line.dash, pace.line.width, pace.line.color) == ("dot", 1.5, LIGHT.text)
    # a twelfth of the year a month, whatever the quota
    shares = [y and (y - BELOW) / PLOT * 12 for y in pace.y]
    assert shares == pytest.approx([1, 2, 3, None, 1, 2, 3, None])


def test_a_panels_title_is_the_unit_its_status_and_its_figure(two: list[list[Point]]) -> None:
    titles = [a.text for a in multiples(two, "万元", LIGHT).layout.annotations]
    assert titles[:2] == ["<b>浦锦街道</b> ■<br>5.0% 差 40.0", "<b>莘庄镇</b> ▲<br>30.0%"]
    # and the months have their first and last name in each, the lines theirs in the first
    assert titles[2:] == ["1月", "12月", "1月", "12月", "目标", "序时"]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_what_is_done_is_filled_by_status(two: list[list[Point]], palette: Palette) -> None:
    areas = multiples(two, "万元", palette).data[1:3]
    fills = [palette.fills[status].color for status in ("严重滞后", "超序时")]
    assert [(area.fill, area.fillcolor) for area in areas] == [("toself", f) for f in fills]


def test_every_month_has_its_tick(two: list[list[Point]]) -> None:
    frame = multiples(two[:1], "万元", LIGHT).data[2]
    ticks = [x for x, y in zip(frame.x, frame.y, strict=True) if y and y < BELOW]
    assert months(ticks) == list(range(12))


def test_the_whole_panel_opens_its_unit(two: list[list[Point]]) -> None:
    grounds = multiples(two, "万元", LIGHT).data[0]
    assert [told[0] for told in grounds.customdata] == ["浦锦街道", "莘庄镇"]
    assert (list(grounds.base), list(grounds.y)) == ([BELOW, BELOW], [ROW, ROW])
    assert "完成 5.0%" in grounds.customdata[0][1]


def test_who_has_much_more_than_the_quota_leaves_through_the_ceiling(
    two: list[list[Point]],
) -> None:
    # 100 and 200 % of the quota: the line ends half way between, at 150 %, where all panels end
    pair = [(day, replace(row, actual=200.0 * n)) for n, (day, row) in enumerate(two[0])]
    lines = multiples([pair, two[1]], "万元", LIGHT).data[-3]
    assert months(lines.x) == [0, 1, 1.5, None]
    assert [y and (y - BELOW) / PLOT * 150 for y in lines.y] == pytest.approx([0, 100, 150, None])


def test_without_a_quota_there_is_a_panel_and_no_line(two: list[list[Point]]) -> None:
    course = [(day, replace(row, target=None, rate=None, status="待下达")) for day, row in two[0]]
    figure = multiples([course], "万元", LIGHT)
    assert figure.layout.annotations[0].text == "<b>浦锦街道</b> –<br>–"
    assert list(figure.data[-1].x) == list(figure.data[-2].x) == [None]


def test_a_name_is_letters_and_a_long_one_is_cut(two: list[list[Point]]) -> None:
    course = [(day, replace(row, entity="<b>甲乙丙丁戊己")) for day, row in two[0]]
    figure = multiples([course], "万元", LIGHT)
    assert figure.layout.annotations[0].text.startswith("<b>&lt;b&gt;甲乙丙…</b> ")
    assert figure.data[0].customdata[0][2] == "&lt;b&gt;甲乙丙丁戊己"


def test_nothing_to_draw_is_an_empty_sheet() -> None:
    assert len(multiples([], "万元", LIGHT).layout.annotations) == 0


@pytest.mark.parametrize(
    ("panels", "across_and_rows"),
    [(0, (1, 1)), (1, (1, 1)), (5, (5, 1)), (9, (5, 2)), (14, (7, 2)), (21, (7, 3))],
)
def test_panels_stand_in_even_rows(panels: int, across_and_rows: tuple[int, int]) -> None:
    assert grid(panels) == across_and_rows
