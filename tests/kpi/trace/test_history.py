"""An indicator through the year, month's end by month's end."""

from datetime import date

import pytest
from facts import Facts

from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.trace.history import Point, all_courses, courses, fell_behind, histories, history


@pytest.fixture(scope="module")
def bought(module_facts: Facts) -> Facts:
    """100 in January, 40 in the middle of March, 7 at its end, in 万元."""
    days = {"2022-01-31": 100, "2022-03-15": 40, "2022-03-31": 7}
    rows = [
        {"category": "工会福利", "purchased_on": day, "amount": wan * 10_000}
        for day, wan in days.items()
    ]
    return module_facts.add("purchase", "区总工会", "2022-01~03", rows, received="2022-04-02")


def through(facts: Facts, code: str, as_of: str, known_at: str | None = None) -> list[Point]:
    indicator = facts.plan.indicator(code)
    known = parse_moment(known_at) if known_at else None
    connection = connect(facts.store.root)
    return history(connection, facts.plan, indicator, date.fromisoformat(as_of), known)


def test_there_is_a_point_each_months_end_and_one_at_the_day_itself(bought: Facts) -> None:
    points = through(bought, "union_purchase", "2022-03-15")
    assert [(str(day), row.actual) for day, row in points] == [
        ("2022-01-31", 100.0),
        ("2022-02-28", 100.0),
        ("2022-03-15", 140.0),
    ]


def test_a_months_end_is_there_once(bought: Facts) -> None:
    points = through(bought, "union_purchase", "2022-03-31")
    assert [(str(day), row.actual) for day, row in points][-2:] == [
        ("2022-02-28", 100.0),
        ("2022-03-31", 147.0),
    ]


def test_all_indicators_at_once_have_the_very_points_that_each_has_alone(bought: Facts) -> None:
    found = histories(connect(bought.store.root), bought.plan, date(2022, 2, 15))
    assert list(found) == [i.code for i in bought.plan.indicators]
    for code in ("union_purchase", "enterprise_purchase", "quarterly_meeting"):
        assert found[code] == through(bought, code, "2022-02-15")


@pytest.mark.parametrize(
    "code",
    ["enterprise_purchase", "quarterly_meeting", "teachers_posted", "project_monthly_report"],
)
def test_each_point_is_the_progress_of_its_day(bought: Facts, code: str) -> None:
    points = through(bought, code, "2022-05-20")
    days = ["2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30", "2022-05-20"]
    assert points == [
        (date.fromisoformat(day), row)
        for day in days
        for row in bought.rows(day)
        if row.indicator == code
    ]


def test_it_may_be_told_as_it_was_known_at_a_moment(bought: Facts) -> None:
    points = through(bought, "union_purchase", "2022-03-31", "2022-04-01")
    assert [row.actual for _, row in points] == [0.0, 0.0, 0.0]


def test_an_indicator_that_counts_reports_has_its_months_too(bought: Facts) -> None:
    points = through(bought, "purchase_monthly_report", "2022-08-31")
    own = [
        (str(day), row.actual, row.target) for day, row in points if row.entity == "全区（合计）"
    ]
    # 17 units owe July's from July on and August's from August on; the union's came in neither
    assert own[-2:] == [("2022-07-31", 0.0, 17.0), ("2022-08-31", 0.0, 34.0)]


def test_one_query_has_the_course_of_every_unit_and_says_who_fell_behind(facts: Facts) -> None:
    first = {"category": "企业动员", "purchased_on": "2022-01-05"}
    facts.add("purchase", "莘庄镇", "2022-01~03", [first | {"amount": 600_000}])
    later = first | {"purchased_on": "2022-03-05", "amount": 1_000_000}
    facts.add("purchase", "七宝镇", "2022-01~03", [later])
    by_entity = courses(through(facts, "enterprise_purchase", "2022-03-31"))
    done = {name: [row.actual for _, row in course] for name, course in by_entity.items()}
    assert done["莘庄镇"] == [60.0, 60.0, 60.0]
    assert done["七宝镇"] == [0.0, 0.0, 100.0]
    # 25 of 300 万元 are due a month: 莘庄镇 has 60 of 50 in February, and of 75 in March
    assert [row.entity for row in fell_behind(by_entity.values())] == ["莘庄镇"]


def test_the_course_of_every_figure_is_asked_for_at_once(bought: Facts) -> None:
    found = all_courses(connect(bought.store.root), bought.plan, date(2022, 3, 31))
    assert found["union_purchase", "全区"] == (100.0, 100.0, 147.0)
    assert found["enterprise_purchase", "莘庄镇"] == (0.0, 0.0, 0.0)


def test_a_figure_that_is_not_there_yet_leaves_its_months_empty(bought: Facts) -> None:
    found = all_courses(connect(bought.store.root), bought.plan, date(2022, 8, 31))
    # reports are owed from July on
    assert found["purchase_monthly_report", "全区（合计）"] == (*[None] * 6, 0.0, 0.0)
