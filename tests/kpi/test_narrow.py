"""What unit, county and area leave of the rows."""

from itertools import pairwise

import pytest
from facts import Facts

from kpi.engine.progress import Progress
from kpi.narrow import Scope, in_scope, narrow
from kpi.plan import Plan

Found = set[tuple[str, str]]


@pytest.fixture(scope="module")
def rows(module_facts: Facts) -> list[Progress]:
    project = {"project_no": "甲", "level": "区级", "planned": 100, "invested": 1, "allocated": 1}
    module_facts.add("project", "莘庄镇", "2022-07", [project | {"county": "大关县"}])
    return module_facts.rows("2022-08-31")


def found(rows: list[Progress], plan: Plan, scope: Scope) -> Found:
    return {(r.indicator, r.entity) for r in in_scope(rows, plan, scope)}


def test_a_town_has_its_own_figures_and_its_reports_of_all_months_as_one(
    rows: list[Progress], plan: Plan
) -> None:
    assert found(rows, plan, Scope(unit="莘庄镇")) == {
        ("annual_plan", "莘庄镇"),
        ("enterprise_purchase", "莘庄镇"),
        ("promotion_event", "莘庄镇"),
        ("private_enterprise", "莘庄镇"),
        ("project_monthly_report", "莘庄镇（合计）"),
        ("purchase_monthly_report", "莘庄镇（合计）"),
    }
    reports = next(
        r
        for r in in_scope(rows, plan, Scope(unit="莘庄镇"))
        if r.indicator == "project_monthly_report"
    )
    # of January to August, July's alone has come
    assert (reports.actual, reports.target, reports.status) == (1.0, 8.0, "逾期")


def test_a_bureau_has_the_districts_figures_that_it_alone_reports_on(
    rows: list[Progress], plan: Plan
) -> None:
    assert found(rows, plan, Scope(unit="区总工会")) == {
        ("union_purchase", "全区"),
        ("annual_plan", "区总工会"),
        ("purchase_monthly_report", "区总工会（合计）"),
        ("information_report", "区总工会（合计）"),
    }
    assert found(rows, plan, Scope(unit="区教育局")) == {
        ("annual_plan", "区教育局"),
        # the average over the counties; the counties' own are no bureau's
        ("teachers_posted", "全区"),
        ("information_report", "区教育局（合计）"),
    }


def test_what_two_bureaus_report_on_is_neithers_own(rows: list[Progress], plan: Plan) -> None:
    for unit in ("区经委", "团区委"):
        assert "enterprise_visit" not in {i for i, _ in found(rows, plan, Scope(unit=unit))}


def test_a_field_office_has_its_reports_alone(rows: list[Progress], plan: Plan) -> None:
    reports = found(rows, plan, Scope(unit="援滇保山小组"))
    assert reports == {("project_monthly_report", "援滇保山小组（合计）")}


def test_a_county_has_what_is_counted_for_it(rows: list[Progress], plan: Plan) -> None:
    of_county = found(rows, plan, Scope(county="大关县"))
    assert {entity for _, entity in of_county} == {"大关县"}
    assert {"county_sale", "enterprise_visit", "entrepreneur_trained"} < {i for i, _ in of_county}
    # 隆阳区 is no key county
    assert "enterprise_visit" not in {i for i, _ in found(rows, plan, Scope(county="隆阳区"))}


def test_an_area_keeps_its_indicators_down_to_the_entities(
    rows: list[Progress], plan: Plan
) -> None:
    labour = {"job_fair", "skills_training", "training_recruitment"}
    labour |= {"employment_in_shanghai", "local_employment"}
    whole = narrow(rows, plan, Scope(area="labour"))
    assert {r.indicator for r in whole} == labour
    assert {r.entity for r in whole} == {"全区", "全区（合计）"}
    assert ("job_fair", "大关县") in found(rows, plan, Scope(area="labour"))


def test_unit_and_area_narrow_together(rows: list[Progress], plan: Plan) -> None:
    scope = Scope(unit="莘庄镇", area="revitalisation")
    assert found(rows, plan, scope) == {("private_enterprise", "莘庄镇")}
    assert [r.entity for r in narrow(rows, plan, scope)] == ["莘庄镇"]


def test_the_whole_district_is_a_row_an_indicator_in_the_order_of_the_plan(
    rows: list[Progress], plan: Plan
) -> None:
    order = [i.code for i in plan.indicators]
    places = [order.index(r.indicator) for r in narrow(rows, plan, Scope())]
    assert all(one < other for one, other in pairwise(places))


@pytest.mark.parametrize(
    ("scope", "name", "is_whole", "is_impossible"),
    [
        (Scope(), "全区", True, False),
        (Scope(unit="莘庄镇"), "莘庄镇", False, False),
        (Scope(county="大关县", area="consumption"), "大关县·消费协作", False, False),
        (Scope(area="consumption"), "消费协作", False, False),
        (Scope(unit="莘庄镇", county="大关县"), "莘庄镇", False, True),
    ],
)
def test_a_scope_says_what_it_is(
    plan: Plan, scope: Scope, name: str, is_whole: bool, is_impossible: bool
) -> None:
    assert scope.name(plan) == name
    assert (scope.is_whole, scope.is_impossible) == (is_whole, is_impossible)
