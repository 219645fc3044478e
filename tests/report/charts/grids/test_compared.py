"""Units side by side: cells, the difference of two, and their years as lines."""

from datetime import date

import pytest

from kpi.engine.progress import COLUMNS, Progress
from kpi.plan import Plan
from kpi.ranking import Rank
from kpi.wall import WallLine
from report.charts.courses import courses, spread
from report.charts.grids.compared import comparison, difference
from report.charts.grids.matrix import Wall
from report.charts.theme import LIGHT

CODE = "enterprise_purchase"


def row(**values: object) -> Progress:
    return Progress(
        **dict.fromkeys(COLUMNS)
        | {"indicator": CODE, "reason": "", "reports_in": 0, "reports_due": 0}
        | values
    )


ONE = row(entity="甲镇", status="滞后", rate=0.527, pace_gap_points=-22.3, target=300.0)
OTHER = row(entity="乙镇", status="已完成", rate=1.05, pace_gap_points=30.2, target=300.0)

COUNTED = [row(status="逾期", actual=done, target=3.0, rate=done / 3) for done in (2.0, 3.0)]


def texts(plan: Plan, rows: tuple[Progress | None, ...]) -> list[tuple[str, ...]]:
    names = ("甲镇", "乙镇", "丙镇")[: len(rows)]
    shown = Wall.of([WallLine(CODE, rows)], names, plan)
    return [trace.text for trace in comparison(shown, {(CODE, "甲镇"): Rank(9, 14)}, LIGHT).data]


def test_a_cell_says_status_rate_gap_and_place(plan: Plan) -> None:
    cells, _, ends = texts(plan, (ONE, None, OTHER))
    assert cells == ("▽ 52.7%<br>慢22.3 第9/14", "·", "✔ 105.0%<br>快30.2")
    # how many are behind, of the line and of each name
    assert ends == ("落后", "<b>1</b>", "<b>1</b>", "<b>0</b>", "<b>0</b>", "<b>1</b>")


def test_of_two_the_difference_stands_at_the_end(plan: Plan) -> None:
    _, _, ends = texts(plan, (ONE, OTHER))
    # 52.7 less 105.0 per cent
    assert ends == ("甲镇<br>多或少", "-52.3 点")
    assert texts(plan, (ONE, None))[2][1] == "–"


@pytest.mark.parametrize(
    ("code", "one", "other", "words"),
    [
        (CODE, row(rate=0.8, status="滞后"), row(rate=0.75, status="滞后"), "+5.0 点"),
        (CODE, row(rate=None, status="待下达"), row(rate=0.75, status="滞后"), "–"),
        (CODE, None, row(rate=0.75, status="滞后"), "–"),
        ("purchase_monthly_report", COUNTED[0], COUNTED[1], "-1 次"),
        ("purchase_monthly_report", COUNTED[1], COUNTED[0], "+1 次"),
        ("purchase_monthly_report", COUNTED[0], COUNTED[0], "0 次"),
    ],
)
def test_the_difference_is_in_points_and_of_counts_in_what_is_counted(
    plan: Plan, code: str, one: Progress | None, other: Progress | None, words: str
) -> None:
    assert difference(one, other, plan.indicator(code)) == words


def test_each_unit_has_a_line_with_its_name_at_the_lines_end() -> None:
    ends = ((date(2022, 1, 31), 10.0), (date(2022, 2, 28), 86.8))
    lines = [
        [(day, row(entity=name, actual=done * times)) for day, done in ends]
        for name, times in (("莘庄镇", 1.0), ("<b>镇</b>", 2.0))
    ]
    figure = courses(lines, "采购", "万元", LIGHT)
    assert [list(trace.y) for trace in figure.data] == [[10.0, 86.8], [20.0, 173.6]]
    assert list(figure.data[0].x) == ["1月", "2月"]
    assert len(figure.layout.xaxis.categoryarray) == 12
    told = [(note.text, note.x) for note in figure.layout.annotations[1:]]
    assert told == [("莘庄镇 86.8", 1), ("&lt;b&gt;镇&lt;/b&gt; 173.6", 1)]
    assert figure.layout.annotations[0].text == "<b>采购</b>（万元，逐月累计）"


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([10.0, 50.0], [10.0, 50.0]),
        ([10.0, 12.0, 11.0], [10.0, 30.0, 20.0]),
        ([95.0, 98.0], [90.0, 100.0]),
        ([5.0], [5.0]),
    ],
)
def test_names_at_the_ends_never_stand_on_each_other(
    values: list[float], places: list[float]
) -> None:
    assert spread(values, apart=10.0, top=100.0) == pytest.approx(places)


def test_five_lines_are_told_apart_by_colour_and_stroke() -> None:
    lines = [[(date(2022, 1, 31), row(entity=f"镇{n}", actual=float(n)))] for n in range(5)]
    drawn = [(t.line.color, t.line.dash) for t in courses(lines, "采购", "万元", LIGHT).data]
    assert len(set(drawn)) == 5
