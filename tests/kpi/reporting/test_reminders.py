"""Reporting discipline: on-time rates, and reminders ready to be sent."""

from datetime import date

from facts import Facts

from etl.forms.forms import FORMS
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.plan import Plan
from kpi.reporting.reminders import Reminder, reminders
from kpi.reporting.reports import Report, discipline, reports

TOWN = "古美街道"
TEXT = """【催报】古美街道：截至2022年9月30日，尚有 2 份报表未收到：
1. 《消费帮扶采购明细表》7月、8月（最早一份应于2022年8月25日前报送，已逾期 36 天）
请尽快补报；逾期后报送的记为“补报”，按逾期统计。"""


def owed(facts: Facts, as_of: str, known_at: str | None = None) -> list[Report]:
    known = parse_moment(known_at) if known_at else None
    return reports(connect(facts.store.root), facts.plan, date.fromisoformat(as_of), known)


def remind(facts: Facts, as_of: str, known_at: str | None = None) -> dict[str, Reminder]:
    found = reminders(owed(facts, as_of, known_at), facts.plan, date.fromisoformat(as_of))
    return {reminder.unit: reminder for reminder in found}


def test_a_reminder_says_what_is_missing_and_since_when(facts: Facts) -> None:
    facts.add("purchase", "莘庄镇", "2022-07", [], received="2022-08-01")
    found = remind(facts, "2022-09-30")
    assert found[TOWN].text == TEXT
    assert found["莘庄镇"].missing[0].months == (date(2022, 8, 1),)


def test_a_unit_that_owes_two_forms_gets_one_reminder(facts: Facts) -> None:
    facts.add("purchase", "莘庄镇", "2022-07", [], received="2022-08-01")
    lines = remind(facts, "2022-08-25")["区经委"].text.splitlines()
    assert lines[1:3] == [
        "1. 《消费帮扶采购明细表》7月（应于2022年8月25日前报送，今日到期）",
        "2. 《工作要点任务进展月报表》7月（应于2022年8月25日前报送，今日到期）",
    ]


def test_what_came_late_or_is_not_due_yet_is_not_reminded_of(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-07", [], received="2022-09-01")
    assert remind(facts, "2022-09-24").get(TOWN) is None
    assert remind(facts, "2022-08-24").get(TOWN) is None


def test_it_may_be_told_as_it_was_known_at_a_moment(facts: Facts) -> None:
    facts.add("purchase", "莘庄镇", "2022-07", [], received="2022-08-01")
    facts.add("purchase", TOWN, "2022-07", [], received="2022-09-01")
    assert TOWN in remind(facts, "2022-08-31", "2022-08-31")
    assert TOWN not in remind(facts, "2022-08-31", "2022-09-02")


def test_who_owes_most_is_first(facts: Facts) -> None:
    facts.add("purchase", "莘庄镇", "2022-07", [], received="2022-08-01")
    numbers = [r.reports for r in remind(facts, "2022-09-30").values()]
    assert numbers == sorted(numbers, reverse=True)


def test_an_on_time_rate_counts_what_is_caught_up_as_late_for_good(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-07", [], received="2022-08-25")
    facts.add("purchase", TOWN, "2022-08", [], received="2022-09-26")
    facts.add("purchase", TOWN, "2022-10", [], received="2022-10-31")
    found = {d.name: d for d in discipline(owed(facts, "2022-10-31"), date(2022, 10, 31), "unit")}
    town = found[TOWN]
    # July in time, August late, September missing; October came, but is not due yet
    assert (town.due, town.on_time, town.late, town.missing) == (3, 1, 1, 1)
    assert town.on_time_rate == 1 / 3


def test_an_on_time_rate_by_form_is_that_of_all_who_owe_it(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-07", [], received="2022-08-25")
    found = {d.name: d for d in discipline(owed(facts, "2022-08-31"), date(2022, 8, 31), "form")}
    assert (found["purchase"].due, found["purchase"].on_time) == (17, 1)
    assert (found["employment"].due, found["employment"].missing) == (1, 1)


def test_before_anything_is_due_there_is_no_rate(facts: Facts) -> None:
    facts.add("purchase", TOWN, "2022-07", [])
    day = date(2022, 2, 24)
    assert discipline(owed(facts, "2022-02-24"), day, "unit") == []


def test_a_duty_calls_its_form_by_its_name(plan: Plan) -> None:
    assert {d.form: d.title for d in plan.duties} == {
        d.form: FORMS[d.form].title for d in plan.duties
    }
