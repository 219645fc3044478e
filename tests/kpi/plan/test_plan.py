"""The plan of 2022 as it stands: areas, tasks, indicators, quotas, duties."""

from collections import Counter
from pathlib import Path

import pytest
from facts import Facts

from kpi.plan import Plan, entities_of
from kpi.plan.entities import reports_due


def test_the_plan_holds_what_the_work_points_say(plan: Plan) -> None:
    assert (len(plan.areas), len(plan.tasks), len(plan.indicators)) == (10, 46, 45)
    assert len(plan.duties) == 11
    without = {t.task for t in plan.tasks} - {i.task for i in plan.indicators}
    assert len(without) == 17
    assert {4, 5, 6, 7, 10, 26, 42} <= without


def test_each_task_lies_in_the_area_that_names_it(plan: Plan) -> None:
    by_area = Counter(task.area for task in plan.tasks)
    # 1-7, 8-9, 10-14, 15-26, 27-29, 30-33, 34-37, 38-41, 42-44, 45-46
    assert list(by_area.values()) == [7, 2, 5, 12, 3, 4, 4, 4, 3, 2]
    assert plan.area_of(plan.indicator("union_purchase")).name == "消费协作"


def test_the_purchase_quotas_add_up_to_the_documents_totals(plan: Plan) -> None:
    def total(code: str) -> float:
        return sum(q.target or 0 for q in plan.quotas if q.indicator == code)

    # 10 × 300 and 4 × 200; ① to ③ together 10,800
    assert total("enterprise_purchase") == 3800
    assert total("bulk_purchase") + total("union_purchase") + 3800 == 10_800
    assert len(entities_of(plan.indicator("county_sale"), plan)) * total("county_sale") == 9000


def test_three_indicators_wait_for_the_city(plan: Plan) -> None:
    waiting = {q.indicator for q in plan.quotas if q.target is None}
    assert waiting == {"charter_tour", "employment_in_shanghai", "local_employment"}


@pytest.mark.parametrize(
    ("code", "entities"),
    [
        ("bulk_purchase", 1),
        ("enterprise_purchase", 14),
        ("annual_plan", 37),
        ("county_sale", 9),
        ("teachers_posted", 8),
        ("enterprise_visit", 3),
        ("education_team_site", 2),
        ("quarterly_meeting", 4),
        ("field_inspection", 6),
        ("monthly_bulletin", 12),
        ("investment_rate", 0),
    ],
)
def test_an_indicator_measures_as_many_as_the_document_says(
    plan: Plan, code: str, entities: int
) -> None:
    assert len(entities_of(plan.indicator(code), plan)) == entities


def test_the_duties_ask_for_a_report_of_each_unit_and_month(plan: Plan) -> None:
    due = Counter(d.form for d in reports_due(plan))
    assert due == {
        "purchase": (3 + 14) * 6,
        "canteen": 6,
        "county_sale": 3 * 6,
        "project": (3 + 14) * 12,
        "task_report": 17 * 6,
        "tour": 2 * 6,
        "employment": 6,
    }


def test_a_report_is_due_on_the_25th_of_the_month_after(plan: Plan) -> None:
    days = {str(d.month)[:7]: str(d.due_on) for d in reports_due(plan) if d.form == "project"}
    assert (days["2022-01"], days["2022-12"]) == ("2022-02-25", "2023-01-25")


def test_a_figure_rests_on_the_office_that_serves_its_place(plan: Plan) -> None:
    reporters = {e.name: e.reporters for e in entities_of(plan.indicator("county_sale"), plan)}
    assert reporters["施甸县"] == ("援滇保山小组",)
    assert reporters["永善县"] == ("援滇昭通小组",)
    assert reporters["泽普县"] == ("援疆泽普分指",)


def test_a_plan_that_asks_for_no_reports_still_has_its_progress(tmp_path: Path, plan: Plan) -> None:
    facts = Facts(tmp_path / "store", plan.model_copy(update={"duties": ()}))
    facts.add("event", "区经委", "2022-04", [])
    row = facts.of("union_purchase", "2022-09-30")["全区"]
    assert (row.reports_due, row.status) == (0, "严重滞后")
