"""A new year is a folder: a small plan of 2023, with other rules, and no line of Python."""

from datetime import date
from pathlib import Path

import pytest
from facts import Facts
from places import PLANS

from kpi.engine.progress import progress
from kpi.engine.warehouse import connect
from kpi.plan import Plan, load_plan, plan_years
from kpi.plan.load import read_plan
from kpi.tasks import task_history, task_reports
from kpi.trace.yearly import same_day_before, year_on_year


@pytest.fixture
def plan_2023(monkeypatch: pytest.MonkeyPatch) -> Plan:
    """The plan of 2023, found where DASHBOARD_PLANS says."""
    monkeypatch.setenv("DASHBOARD_PLANS", str(PLANS))
    assert plan_years() == [2023]
    return load_plan()


@pytest.fixture
def year(tmp_path: Path, plan_2023: Plan) -> Facts:
    return Facts(tmp_path / "store", plan_2023)


def bought(facts: Facts, month: str, wan: float, received: str) -> None:
    row = {"category": "工会福利", "purchased_on": f"{month}-15", "amount": wan * 10_000}
    facts.add("purchase", "区总工会", month, [row], received=received)


def test_the_new_years_quota_weights_and_bands_hold(year: Facts) -> None:
    bought(year, "2023-01", 900, "2023-02-05")
    row = year.of("union_purchase", "2023-02-14")["全区"]
    # 4 of 12 in January and half of February's 2: 5 / 12; 900 / 3000 is 0.72 of it, below 0.80
    assert (row.actual, row.target, row.rate) == (900.0, 3000.0, 0.3)
    assert row.elapsed == pytest.approx(5 / 12)
    assert row.status == "严重滞后"
    # 6 of 12 from the end of February to the end of August
    assert year.of("union_purchase", "2023-08-31")["全区"].expected == 1500.0


def test_an_indicator_that_never_was_before_is_counted(year: Facts) -> None:
    rows = [
        {"kind": "展示推介", "unit": "区经委", "place": "施甸县", "held_on": day}
        for day in ("2023-01-10", "2023-02-20", "2023-03-01")
    ]
    year.add("event", "区经委", "2023-01~03", rows)
    found = year.of("new_year_fair", "2023-03-31")
    assert (found["施甸县"].actual, found["施甸县"].target, found["施甸县"].status) == (
        2.0,
        2.0,
        "已完成",
    )
    assert (found["全区（合计）"].met, found["全区（合计）"].entities) == (1, 9)


def test_reports_are_due_on_the_new_day(year: Facts) -> None:
    bought(year, "2023-01", 1, "2023-02-10")
    bought(year, "2023-02", 1, "2023-03-11")
    found = year.of("purchase_monthly_report", "2023-03-31")
    assert {n: r.actual for n, r in found.items() if r.level == "entity"} == {
        "区总工会@2023-01": 1.0,
        "区总工会@2023-02": 0.0,
        "区总工会@2023-03": 0.0,
    }


def test_what_happened_in_another_year_is_in_no_period_of_this_one(year: Facts) -> None:
    bought(year, "2023-01", 1, "2023-02-10")
    assert {r.indicator for r in year.rows("2023-06-30")} == {
        "union_purchase",
        "new_year_fair",
        "purchase_monthly_report",
    }


def test_in_one_store_each_year_counts_its_own_months(year: Facts) -> None:
    bought(year, "2022-12", 400, "2023-01-05")
    bought(year, "2023-01", 500, "2023-02-05")
    assert year.of("union_purchase", "2023-03-31")["全区"].actual == 500.0


def test_last_years_lists_are_not_this_years(facts: Facts) -> None:
    word = {"task": 1, "state": "推进中", "progress": "去年的话"}
    facts.add("task_report", "区合作交流办", "2022-12", [word])
    posted = {"kind": "教师", "county": "施甸县", "people": 16, "starts_on": "2022-03-01"}
    facts.add("posting", "区教育局", "2022-12", [posted])
    project = {"project_no": "甲", "level": "区级", "planned": 1, "invested": 0, "allocated": 0}
    facts.add("project", "七宝镇", "2022-12", [project])
    # the same document for another year
    days = {"year": 2023, "first_day": date(2023, 1, 1), "last_day": date(2023, 12, 31)}
    months = {"first_month": "2023-01", "last_month": "2023-12"}
    duties = tuple(d.model_copy(update=months) for d in facts.plan.duties)
    next_year = facts.plan.model_copy(update=days | {"duties": duties})
    connection, day = connect(facts.store.root), date(2023, 1, 31)
    rows = {(r.indicator, r.entity): r for r in progress(connection, next_year, day)}
    assert rows["teachers_posted", "全区"].actual == 0.0
    assert ("investment_rate", "甲") not in rows
    assert ("project_monthly_report", "七宝镇@2023-01") not in rows
    assert task_reports(connection, next_year, day) == []
    assert task_history(connection, next_year, day) == []


def test_years_compare_where_the_code_is_the_same(tmp_path: Path, plan: Plan, year: Facts) -> None:
    last = Facts(tmp_path / "last", plan)
    bought(last, "2022-01", 400, "2022-02-05")
    bought(year, "2023-01", 500, "2023-02-05")
    day = date(2023, 7, 31)
    rows = progress(connect(year.store.root), year.plan, day)
    before = progress(connect(last.store.root), plan, same_day_before(day))
    pairs = {(p.indicator, p.entity): p for p in year_on_year(year.plan, rows, plan, before)}
    pair = pairs["union_purchase", "全区"]
    assert (pair.this.actual, pair.last.actual, pair.growth) == (500.0, 400.0, 0.25)
    # July's report stands beside last July's; new_year_fair has no year before
    july = pairs["purchase_monthly_report", "区总工会@2023-07"]
    assert (july.last.entity, july.growth) == ("区总工会@2022-07", None)
    assert {code for code, _ in pairs} == {"union_purchase", "purchase_monthly_report"}


@pytest.mark.parametrize(
    ("day", "before"), [("2023-06-30", "2022-06-30"), ("2024-02-29", "2023-02-28")]
)
def test_the_same_day_a_year_before(day: str, before: str) -> None:
    assert same_day_before(date.fromisoformat(day)) == date.fromisoformat(before)


def test_the_folder_of_a_year_is_read_directly_too() -> None:
    assert read_plan(PLANS / "2023").year == 2023
