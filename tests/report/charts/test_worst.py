"""The furthest behind: who, how far on the way to the quota, how much is lacking, what it takes."""

from dataclasses import replace

import pytest
from facts import Facts

from kpi.engine.progress import Progress
from kpi.plan import Plan
from report.charts.theme import LIGHT
from report.charts.worst import worst_bars


@pytest.fixture(scope="module")
def row(module_facts: Facts) -> Progress:
    bought = {"category": "企业动员", "purchased_on": "2022-06-05", "amount": 750_000}
    module_facts.add("purchase", "莘庄镇", "2022-06", [bought])
    # 75 of 300 at half the year
    return module_facts.of("enterprise_purchase", "2022-06-30")["莘庄镇"]


def texts(rows: list[Progress], plan: Plan) -> list[str]:
    return [part.text for part in worst_bars(rows, plan, LIGHT).layout.annotations]


def test_each_says_who_is_behind_in_what_how_much_lacks_and_what_it_takes(
    row: Progress, plan: Plan
) -> None:
    assert texts([row], plan) == [
        "目标 100%",
        "序时 50.0%",
        '<b>莘庄镇</b> <span style="color:#b3261e">■</span> 镇街动员企业采购',
        # 75 up to the pace of 150; 225 in six months
        "<b>差 75.0 万元</b>",
        "每月需 37.5 万元",
    ]


@pytest.mark.parametrize(
    ("elapsed", "heads"),
    [
        (0.5, [("目标 100%", "center"), ("序时 50.0%", "right")]),
        (0.9, [("目标 100%", "left"), ("序时 90.0%", "right")]),
        (1.0, [("序时、目标 100%", "right")]),
    ],
)
def test_the_names_of_pace_and_quota_never_cover_each_other(
    row: Progress, plan: Plan, elapsed: float, heads: list[tuple[str, str]]
) -> None:
    notes = worst_bars([replace(row, elapsed=elapsed)], plan, LIGHT).layout.annotations
    assert [(n.text, n.xanchor) for n in notes if n.yref == "paper"] == heads


def test_the_bar_is_the_share_of_the_quota_filled_by_status_beside_its_pace(
    row: Progress, plan: Plan
) -> None:
    amber = replace(row, status="滞后", rate=0.4)
    _, track, done, _, pace = worst_bars([row, amber], plan, LIGHT).data
    assert (track.x, done.x, pace.x) == ((100.0, 100.0), (25.0, 40.0), (50.0, 50.0))
    assert done.marker.color == ("#b3261e", "#f2a93b")


def test_a_day_that_is_past_has_no_pace_and_says_so(row: Progress, plan: Plan) -> None:
    past = replace(
        *(row,),
        **{"entity": "莘庄镇（合计）", "indicator": "purchase_monthly_report", "status": "逾期"},
        **{"actual": 1.0, "target": 3.0, "expected": None, "needed_per_month": None},
    )
    assert texts([past], plan)[1:] == [
        '<b>莘庄镇</b> <span style="color:#b3261e">✖</span> 采购情况每月汇总上报',
        "<b>差 2 次</b>",
        "期限已过",
    ]
    assert worst_bars([past], plan, LIGHT).data[4].x == ()


def test_the_whole_row_answers_with_its_number_and_the_full_name(row: Progress, plan: Plan) -> None:
    whole = worst_bars([row], plan, LIGHT, {"莘庄镇": "莘庄镇 一号"}).data[0]
    assert whole.x == (150.0,)
    assert tuple(whole.customdata[0][:2]) == ("0", "莘庄镇 一号　镇街动员企业采购")


def test_a_name_that_looks_like_markup_is_drawn_letter_by_letter(row: Progress, plan: Plan) -> None:
    shown = texts([replace(row, entity="<b>镇</b>")], plan)
    assert shown[2].startswith("<b>&lt;b&gt;镇&lt;/b&gt;</b> ")
