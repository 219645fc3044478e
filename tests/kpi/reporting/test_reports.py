"""Who owes which report, on hand-made days: a month's purchases are due on the next 25th."""

from datetime import date, datetime

import pytest
from facts import Facts

from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.reporting.reports import Report, month_finding, month_states, reports

UNION = "区总工会"


def owed(facts: Facts, as_of: str, known_at: str | None = None) -> dict[str, str]:
    """The union's purchase reports: the state by month."""
    return {f"{r.month:%Y-%m}": r.state for r in all_of(facts, as_of, known_at) if r.unit == UNION}


def all_of(facts: Facts, as_of: str, known_at: str | None = None) -> list[Report]:
    known = parse_moment(known_at) if known_at else None
    found = reports(connect(facts.store.root), facts.plan, date.fromisoformat(as_of), known)
    return [r for r in found if r.form == "purchase"]


def test_a_report_is_in_time_up_to_the_end_of_its_day_and_late_after_it(facts: Facts) -> None:
    facts.add("purchase", UNION, "2022-07", [], received="2022-08-25")
    facts.add("purchase", UNION, "2022-08", [], received="2022-09-26")
    assert owed(facts, "2022-10-24") == {
        "2022-07": "按时",
        "2022-08": "补报",
        "2022-09": "未到期",
        "2022-10": "未到期",
    }


def test_one_that_has_not_come_is_missing_from_the_day_on_which_it_is_due(facts: Facts) -> None:
    facts.add("purchase", UNION, "2022-07", [])
    assert owed(facts, "2022-09-24")["2022-08"] == "未到期"
    assert owed(facts, "2022-09-25")["2022-08"] == "未报"


def test_a_month_that_has_not_begun_is_not_owed_yet(facts: Facts) -> None:
    facts.add("purchase", UNION, "2022-06", [])
    assert owed(facts, "2022-06-30") == {}
    assert list(owed(facts, "2022-07-01")) == ["2022-07"]
    assert list(owed(facts, "2022-12-31")) == [f"2022-{m:02d}" for m in range(7, 13)]


def test_one_workbook_may_speak_for_several_months(facts: Facts) -> None:
    facts.add("purchase", UNION, "2022-07~09", [], received="2022-10-20")
    assert owed(facts, "2022-10-01") == {
        "2022-07": "补报",
        "2022-08": "补报",
        "2022-09": "按时",
        "2022-10": "未到期",
    }


def test_a_correction_does_not_make_a_report_late(facts: Facts) -> None:
    facts.add("purchase", UNION, "2022-07", [], received="2022-08-10")
    facts.add("purchase", UNION, "2022-07", [], received="2022-11-10")
    assert owed(facts, "2022-11-30")["2022-07"] == "按时"


def test_what_arrived_later_is_missing_at_the_moment_before(facts: Facts) -> None:
    facts.add("purchase", "莘庄镇", "2022-07", [], received="2022-08-01")
    facts.add("purchase", UNION, "2022-07", [], received="2022-08-30")
    assert owed(facts, "2022-08-31", "2022-08-29") == {"2022-07": "未报", "2022-08": "未到期"}
    assert owed(facts, "2022-08-31", "2022-08-31") == {"2022-07": "补报", "2022-08": "未到期"}


@pytest.mark.parametrize(("form", "units"), [("purchase", 17), ("county_sale", 3), ("canteen", 1)])
def test_each_unit_owes_a_months_report_once(facts: Facts, form: str, units: int) -> None:
    facts.add("purchase", UNION, "2022-07", [])
    found = reports(connect(facts.store.root), facts.plan, date(2022, 7, 31))
    owing = [r.unit for r in found if r.form == form]
    assert len(owing) == len(set(owing)) == units


def test_a_town_owes_a_project_report_once_a_project_is_its_own(facts: Facts) -> None:
    project = {"project_no": "甲", "level": "区级", "planned": 1, "invested": 0, "allocated": 0}
    facts.add("project", "援滇保山小组", "2022-07", [project | {"unit": "颛桥镇"}])
    found = reports(connect(facts.store.root), facts.plan, date(2022, 1, 31))
    owing = {r.unit for r in found if r.form == "project"}
    assert owing == {"颛桥镇", "援滇保山小组", "援滇昭通小组", "援疆泽普分指"}


def owed_by(unit: str, state: str, due: str = "2022-09-25") -> Report:
    return Report("purchase", unit, date(2022, 8, 1), date.fromisoformat(due), None, state)


def test_who_has_not_reported_for_a_month_is_said_in_a_sentence() -> None:
    day = date(2022, 9, 30)
    came = [owed_by("甲", "按时"), owed_by("乙", "补报")]
    assert month_finding(came, day) == "应报 2 份，全部收到（其中 1 份补报）"
    missing = [*came, owed_by("丙", "未报"), owed_by("丙", "未报"), owed_by("丁", "未报")]
    assert month_finding(missing, day) == "应报 5 份，收到 2 份（其中 1 份补报），3 份未报：丙、丁"
    later = [owed_by("甲", "未到期", "2022-10-25"), owed_by("乙", "按时", "2022-10-25")]
    assert month_finding(later, day) == "2 份报表都还没有到期"


def test_of_many_units_a_sentence_names_four_and_counts_them() -> None:
    found = month_finding([owed_by(unit, "未报") for unit in "甲乙丙丁戊"], date(2022, 9, 30))
    assert found == "应报 5 份，收到 0 份，5 份未报：甲、乙、丙、丁等 5 家"


def test_a_month_is_reported_as_soon_as_one_report_is_in() -> None:
    def owed(unit: str, month: int, state: str) -> Report:
        came = datetime(2022, month + 1, 5) if state in ("按时", "补报") else None
        day = date(2022, month, 1)
        return Report("purchase", unit, day, date(2022, month + 1, 8), came, state)

    reports = [
        *(owed("莘庄镇", 7, "按时"), owed("七宝镇", 7, "未报")),
        *(owed("莘庄镇", 8, "未报"), owed("七宝镇", 8, "未报"), owed("莘庄镇", 9, "未到期")),
    ]
    july, august, september = (date(2022, month, 1) for month in (7, 8, 9))
    assert month_states(reports, "purchase", None) == {
        july: "已报",
        august: "未报送",
        september: "未到期",
    }
    assert month_states(reports, "purchase", "七宝镇") == {july: "未报送", august: "未报送"}
    assert month_states(reports, "tour", None) == {}
