"""A square for each indicator: filled by its status, with the shape in it, a line a status."""

from dataclasses import replace

import pytest
from facts import Facts

from kpi.engine.progress import Progress
from kpi.plan import Plan
from report.charts.grids.squares import squares
from report.charts.theme import LIGHT


@pytest.fixture(scope="module")
def row(module_facts: Facts) -> Progress:
    bought = {"category": "工会福利", "purchased_on": "2022-06-05", "amount": 9_000_000}
    module_facts.add("purchase", "区总工会", "2022-06", [bought])
    # 900 of the 1,000 that are due at half the year
    return module_facts.of("union_purchase", "2022-06-30")["全区"]


def test_the_urgent_stand_on_top_each_filled_by_its_status(row: Progress, plan: Plan) -> None:
    statuses = ["已完成", "滞后", "逾期", "已完成"]
    figure = squares([replace(row, status=word) for word in statuses], plan, LIGHT)
    drawn = figure.data[0]
    assert list(zip(drawn.x, drawn.y, drawn.text, strict=True)) == [
        (0, 0, "✖"),
        (0, 1, "▽"),
        (0, 2, "✔"),
        (1, 2, "✔"),
    ]
    assert drawn.marker.color == ("#b3261e", "#f2a93b", "#2e7d62", "#2e7d62")


def test_each_line_says_its_status_and_how_many_have_it(row: Progress, plan: Plan) -> None:
    rows = [replace(row, status="逾期")] * 3 + [replace(row, status="未报送")]
    labels = [label.text for label in squares(rows, plan, LIGHT).layout.annotations]
    assert labels == ["✖ 逾期 <b>3</b>", "○ 未报送 <b>1</b>"]


def test_more_than_a_line_holds_go_on_in_the_next(row: Progress, plan: Plan) -> None:
    rows = [replace(row, status="未到期")] * 3 + [replace(row, status="已完成")]
    drawn = squares(rows, plan, LIGHT, a_line=2).data[0]
    assert list(zip(drawn.x, drawn.y, strict=True)) == [(0, 0), (1, 0), (0, 1), (0, 2)]


def test_a_square_names_its_indicator_and_gives_its_code(row: Progress, plan: Plan) -> None:
    told = squares([row], plan, LIGHT).data[0].customdata[0]
    assert list(told) == [
        "union_purchase",
        "工会福利采购",
        "▽ 滞后，完成 45.0%，序时 50.0%，落后 5.0 个百分点；余下每月需 183.3 万元",
    ]
