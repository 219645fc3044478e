"""A number walked down to its cells; it adds up to the last fen."""

from datetime import date
from pathlib import Path

import pytest
from facts import Facts

from kpi.engine.progress import Progress, progress
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.plan import Plan, load_plan
from kpi.trace.explain import explain, explain_all
from kpi.trace.explanation import Explanation

pytestmark = pytest.mark.slow

DAYS = (date(2022, 6, 30), date(2022, 9, 30))
CODES = [i.code for i in load_plan(2022).indicators]


def why(facts: Facts, code: str, entity: str, as_of: str, known_at: str = "") -> Explanation:
    known = parse_moment(known_at) if known_at else None
    connection, indicator = connect(facts.store.root), facts.plan.indicator(code)
    day = date.fromisoformat(as_of)
    found = explain(connection, facts.plan, indicator, entity, day, known)
    assert found is not None
    return found


def bought(facts: Facts, unit: str, month: str, *rows: tuple[str, float], received: str) -> None:
    """Purchases that a town arranged, as day and yuan."""
    of_town = [{"category": "企业动员", "purchased_on": day, "amount": yuan} for day, yuan in rows]
    facts.add("purchase", unit, month, of_town, received=received)


@pytest.fixture(scope="module")
def progress_on(clean_store: Path, plan: Plan) -> dict[date, list[Progress]]:
    return {day: progress(connect(clean_store), plan, day) for day in DAYS}


@pytest.mark.parametrize("code", CODES)
def test_over_the_samples_every_explanation_sums_exactly_to_its_figure(
    clean_store: Path, plan: Plan, progress_on: dict[date, list[Progress]], code: str
) -> None:
    for day, rows in progress_on.items():
        told = explain_all(connect(clean_store), plan, plan.indicator(code), day)
        assert [e.progress for e in told] == [r for r in rows if r.indicator == code]
        for e in told:
            assert e.adds_up, (day, e.progress.entity)
            assert figures_of(e) == (e.progress.actual, e.progress.numerator), e.progress
            assert e.target.target == e.progress.target


def figures_of(e: Explanation) -> tuple[float | None, float | None]:
    """Actual and numerator, from the whole numbers alone; exactly, not nearly."""
    numerator = e.amount / e.scale
    if e.uom == "%":
        return (100.0 * e.amount / e.base if e.base else None), numerator
    if e.base is not None and e.progress.numerator is not None:
        return e.amount / e.base, numerator
    return numerator, None


def test_a_sum_is_told_by_month_by_submission_and_by_row(facts: Facts) -> None:
    bought(
        facts,
        "莘庄镇",
        "2022-07",
        ("2022-07-02", 10.01),
        ("2022-07-30", 0.02),
        received="2022-08-01",
    )
    bought(facts, "莘庄镇", "2022-08", ("2022-08-02", -0.03), received="2022-09-01")
    told = why(facts, "enterprise_purchase", "莘庄镇", "2022-08-31")
    assert (told.amount, told.base, told.progress.actual) == (1000, None, 0.001)
    assert [(s.name, s.amount, s.rows) for s in told.months] == [
        ("2022-07", 1003, 2),
        ("2022-08", -3, 1),
    ]
    assert [(s.name, s.amount) for s in told.submissions] == [("1 1.xlsx", 1003), ("2 2.xlsx", -3)]
    assert [(r.sheet, r.row, r.amount) for r in told.rows] == [
        ("Sheet1", 2, 1001),
        ("Sheet1", 3, 2),
        ("Sheet1", 2, -3),
    ]


def test_a_roll_up_is_told_by_entity_also_by_those_that_bring_nothing(facts: Facts) -> None:
    bought(facts, "莘庄镇", "2022-07", ("2022-07-02", 10), received="2022-08-01")
    bought(facts, "古美街道", "2022-07", ("2022-07-02", 5), received="2022-08-01")
    told = why(facts, "enterprise_purchase", "街道（合计）", "2022-07-31")
    assert [(s.name, s.amount, s.rows) for s in told.entities] == [
        ("江川路街道", 0, 0),
        ("古美街道", 500, 1),
        ("新虹街道", 0, 0),
        ("浦锦街道", 0, 0),
    ]
    assert (told.target.kind, told.target.target) == ("entities", 800.0)


def test_of_a_group_named_twice_only_the_first_row_counts(facts: Facts) -> None:
    rows = [
        {
            "group_no": no,
            "kind": "旅游",
            "departs_on": "2022-07-05",
            "people": 20,
            "place": "施甸县",
        }
        for no in ("甲", "甲", "乙")
    ]
    for row in rows:
        row["destination"] = row.pop("place")
    facts.add("tour", "区文旅局", "2022-07", rows)
    told = why(facts, "tour_group", "全区", "2022-07-31")
    assert [r.amount for r in told.rows] == [1, 0, 1]
    assert told.amount == told.progress.actual == 2


def test_a_ratio_is_told_by_numerator_and_denominator(facts: Facts) -> None:
    project = {"level": "区级", "county": "施甸县"}
    rows = [
        project | {"project_no": "甲", "planned": 100, "invested": 50.5, "allocated": 0},
        project | {"project_no": "乙", "planned": 300, "invested": 20, "allocated": 0},
    ]
    facts.add("project", "援滇保山小组", "2022-06", rows)
    told = why(facts, "investment_rate", "全区（合计）", "2022-06-30")
    assert (told.amount, told.base) == (7050, 40000)
    assert [(s.name, s.amount, s.base) for s in told.entities] == [
        ("乙", 2000, 30000),
        ("甲", 5050, 10000),
    ]
    # 70.5 / 400
    assert told.progress.actual == 17.625


def test_a_mean_is_told_by_the_people_and_the_number_of_counties(facts: Facts) -> None:
    row = {"kind": "教师", "county": "施甸县", "people": 3, "starts_on": "2022-01-01"}
    facts.add("posting", "区教育局", "2022-06", [row, row | {"county": "隆阳区", "people": 1}])
    whole = why(facts, "teachers_posted", "全区", "2022-06-30")
    assert (whole.amount, whole.base, whole.progress.actual) == (4, 8, 0.5)
    one = why(facts, "teachers_posted", "施甸县", "2022-06-30")
    assert (one.amount, one.base, one.progress.actual) == (3, None, 3.0)


def test_a_report_that_came_late_is_named_and_brings_nothing(facts: Facts) -> None:
    for month, received in (("07", "2022-08-25"), ("08", "2022-09-26")):
        facts.add("purchase", "莘庄镇", f"2022-{month}", [], received=received)
    one = why(facts, "purchase_monthly_report", "莘庄镇@2022-08", "2022-09-30")
    assert [(r.file_name, r.amount) for r in one.rows] == [("2.xlsx", 0)]
    unit = why(facts, "purchase_monthly_report", "莘庄镇（合计）", "2022-09-30")
    assert [(s.name, s.amount) for s in unit.entities] == [
        ("莘庄镇@2022-07", 1),
        ("莘庄镇@2022-08", 0),
        ("莘庄镇@2022-09", 0),
    ]
    assert (unit.amount, unit.progress.actual, unit.progress.met) == (1, 1.0, 1)


def test_a_month_with_two_bulletins_counts_once_in_the_year(facts: Facts) -> None:
    rows = [
        {"kind": "情况通报", "unit": "区合作交流办", "held_on": day}
        for day in ("2022-01-05", "2022-01-20", "2022-03-01")
    ]
    facts.add("event", "区合作交流办", "2022-01~03", rows)
    month = why(facts, "monthly_bulletin", "2022-01", "2022-03-31")
    assert ([r.amount for r in month.rows], month.amount) == ([1, 1], 2)
    year = why(facts, "monthly_bulletin", "全区（合计）", "2022-03-31")
    assert ([r.amount for r in year.rows], year.amount) == ([1, 0, 1], 2)


def test_a_duty_done_in_time_once_is_brought_by_the_row_in_time(facts: Facts) -> None:
    rows = [
        {"kind": "年度计划上报", "unit": "莘庄镇", "held_on": day}
        for day in ("2022-07-20", "2022-07-09")
    ]
    facts.add("event", "区合作交流办", "2022-07", rows)
    told = why(facts, "annual_plan", "莘庄镇", "2022-07-31")
    assert [(r.row, r.amount, r.base) for r in told.rows] == [(2, 0, 0), (3, 1, 1)]
    assert (told.amount, told.base) == (1, 1)


def test_a_target_names_the_plans_row_or_the_submission_that_changed_it(facts: Facts) -> None:
    quota = {"indicator": "charter_tour", "unit": "全区", "target": 300.0}
    quota |= {"effective_on": "2022-07-01", "basis": "沪合作办〔2022〕8号"}
    facts.add("quota", "区合作交流办", "2022-07", [quota], received="2022-07-15")
    before = why(facts, "charter_tour", "全区", "2022-06-30").target
    assert (before.kind, before.target) == ("none", None)
    assert before.basis == "工作要点第11条，附件任务23：由市下达"
    after = why(facts, "charter_tour", "全区", "2022-07-31").target
    assert (after.kind, after.target, after.effective_on) == (
        "submission",
        300.0,
        date(2022, 7, 1),
    )
    assert (after.basis, after.submission_id, after.row) == ("沪合作办〔2022〕8号", 1, 2)
    each = why(facts, "county_sale", "施甸县", "2022-07-31").target
    assert (each.kind, each.entity, each.target) == ("plan", "*", 1000.0)
    own = why(facts, "enterprise_purchase", "七宝镇", "2022-07-31").target
    assert (own.entity, own.basis) == ("七宝镇", "工作要点第10③条，附件任务19")


def test_what_was_corrected_later_is_still_behind_the_figure_of_the_moment(facts: Facts) -> None:
    for yuan, received in ((10, "2022-08-10"), (25, "2022-08-20")):
        bought(facts, "莘庄镇", "2022-07", ("2022-07-05", yuan), received=received)
    told = why(facts, "enterprise_purchase", "莘庄镇", "2022-07-31", "2022-08-15")
    assert [(s.name, s.amount) for s in told.submissions] == [("1 1.xlsx", 1000)]


def test_the_rule_is_told_in_words_and_in_sql(plan: Plan, facts: Facts) -> None:
    facts.add("event", "区经委", "2022-04", [])
    told = why(facts, "enterprise_purchase", "莘庄镇", "2022-07-31")
    assert told.rule == plan.indicator("enterprise_purchase").rule
    assert told.sql == (
        "select sum(amount_fen) / 1000000 from purchase"
        " where category = '企业动员' and purchased_on <= $as_of group by reporting_unit"
    )


def test_the_cells_are_those_that_the_rule_reads(clean_store: Path, plan: Plan) -> None:
    indicator = plan.indicator("enterprise_purchase")
    told = explain(connect(clean_store), plan, indicator, "七宝镇", date(2022, 9, 30))
    assert told is not None
    first = told.rows[0]
    assert set(first.cells) == {"category", "purchased_on", "amount"}
    assert first.cells["amount"].value == first.amount
    assert first.cells["amount"].cell[-len(str(first.row)) :] == str(first.row)


def test_an_entity_that_the_indicator_does_not_have_has_no_explanation(facts: Facts) -> None:
    facts.add("event", "区经委", "2022-04", [])
    indicator = facts.plan.indicator("enterprise_purchase")
    day = date(2022, 7, 31)
    assert explain(connect(facts.store.root), facts.plan, indicator, "某镇", day) is None
