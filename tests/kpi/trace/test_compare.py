"""Two moments against each other: what moved, and which submissions moved it."""

from datetime import date

import pytest
from facts import Facts

from kpi.engine.times import Times
from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.trace.compare import Move, compare

pytestmark = pytest.mark.slow

Moves = dict[tuple[str, str], Move]


def moved(facts: Facts, a: str, b: str) -> Moves:
    """What differs between two moments `day@known`, by indicator and entity."""
    times = []
    for text in (a, b):
        day, _, known = text.partition("@")
        times.append(Times(date.fromisoformat(day), parse_moment(known) if known else None))
    found = compare(connect(facts.store.root), facts.plan, times[0], times[1])
    return {(m.indicator, m.entity): m for m in found}


def bought(facts: Facts, month: str, wan: float | None, received: str) -> None:
    """The union's purchases of a month, on its fifth; None: a table without rows."""
    row = {"category": "工会福利", "purchased_on": f"{month}-05", "amount": (wan or 0) * 10_000}
    facts.add("purchase", "区总工会", month, [row] if wan else [], received=received)


def by(move: Move) -> list[int]:
    return [s.submission_id for s in move.submissions]


def test_between_the_same_moment_nothing_moves(facts: Facts) -> None:
    bought(facts, "2022-07", 10, "2022-08-10")
    assert moved(facts, "2022-09-30@2022-10-12", "2022-09-30@2022-10-12") == {}


def test_a_later_submission_moves_its_figure_and_is_named(facts: Facts) -> None:
    bought(facts, "2022-07", 10, "2022-08-10")
    bought(facts, "2022-08", 20, "2022-09-10")
    found = moved(facts, "2022-08-31@2022-09-01", "2022-08-31@2022-09-30")
    move = found["union_purchase", "全区"]
    assert move.before is not None
    assert move.after is not None
    assert (move.before.actual, move.after.actual) == (10.0, 30.0)
    assert [(s.submission_id, s.file_name) for s in move.submissions] == [(2, "2.xlsx")]
    assert ("enterprise_purchase", "莘庄镇") not in found


def test_a_correction_is_named_with_what_it_took_the_place_of(facts: Facts) -> None:
    bought(facts, "2022-07", 10, "2022-08-10")
    bought(facts, "2022-07", 25, "2022-08-20")
    found = moved(facts, "2022-07-31@2022-08-15", "2022-07-31@2022-08-31")
    assert by(found["union_purchase", "全区"]) == [1, 2]


def test_a_correction_without_rows_is_named_too(facts: Facts) -> None:
    bought(facts, "2022-07", 10, "2022-08-10")
    bought(facts, "2022-07", None, "2022-08-20")
    found = moved(facts, "2022-07-31@2022-08-15", "2022-07-31@2022-08-31")
    assert by(found["union_purchase", "全区"]) == [1, 2]


def test_a_correction_that_changes_nothing_is_not_named(facts: Facts) -> None:
    bought(facts, "2022-07", 10, "2022-08-10")
    bought(facts, "2022-07", 10, "2022-09-05")
    bought(facts, "2022-08", 5, "2022-09-10")
    found = moved(facts, "2022-08-31@2022-08-31", "2022-08-31@2022-09-30")
    assert by(found["union_purchase", "全区"]) == [3]


def test_a_later_day_brings_in_what_an_old_submission_held(facts: Facts) -> None:
    rows = [
        {"category": "工会福利", "purchased_on": day, "amount": 10_000}
        for day in ("2022-07-05", "2022-07-20")
    ]
    facts.add("purchase", "区总工会", "2022-07", rows, received="2022-08-01")
    found = moved(facts, "2022-07-10", "2022-07-31")
    assert by(found["union_purchase", "全区"]) == [1]


def test_where_time_alone_moves_a_status_no_submission_is_named(facts: Facts) -> None:
    facts.add("event", "区经委", "2022-01", [], received="2022-02-01")
    found = moved(facts, "2022-02-27@2022-03-10", "2022-02-28@2022-03-10")
    move = found["field_inspection", "2022-01~02"]
    assert move.before is not None
    assert move.after is not None
    assert (move.before.status, move.after.status, by(move)) == ("未到期", "逾期", [])


def test_a_roll_up_is_moved_by_whatever_moves_one_of_its_own(facts: Facts) -> None:
    for unit, received in (("古美街道", "2022-08-01"), ("莘庄镇", "2022-08-20")):
        row = {"category": "企业动员", "purchased_on": "2022-07-05", "amount": 10_000}
        facts.add("purchase", unit, "2022-07", [row], received=received)
    found = moved(facts, "2022-07-31@2022-07-31", "2022-07-31@2022-08-31")
    assert by(found["enterprise_purchase", "街道（合计）"]) == [1]
    assert by(found["enterprise_purchase", "全区（合计）"]) == [1, 2]


def test_a_new_quota_moves_the_target_and_its_submission_is_named(facts: Facts) -> None:
    quota = {"indicator": "charter_tour", "unit": "全区", "target": 300.0}
    quota |= {"effective_on": "2022-07-01", "basis": "市"}
    facts.add("quota", "区合作交流办", "2022-07", [quota], received="2022-07-15")
    move = moved(facts, "2022-06-30", "2022-07-31")["charter_tour", "全区"]
    assert move.before is not None
    assert move.after is not None
    assert (move.before.target, move.after.target, by(move)) == (None, 300.0, [1])


def test_a_report_that_came_in_is_moved_by_its_submission(facts: Facts) -> None:
    facts.add("purchase", "古美街道", "2022-07", [], received="2022-08-01")
    facts.add("purchase", "莘庄镇", "2022-07", [], received="2022-08-20")
    found = moved(facts, "2022-08-31@2022-08-10", "2022-08-31@2022-08-31")
    move = found["purchase_monthly_report", "莘庄镇@2022-07"]
    assert move.before is not None
    assert move.after is not None
    assert (move.before.status, move.after.status, by(move)) == ("逾期", "已完成", [2])
    assert ("purchase_monthly_report", "古美街道@2022-07") not in found


def test_a_period_that_has_begun_since_has_no_figure_before(facts: Facts) -> None:
    facts.add("event", "区经委", "2022-01", [], received="2022-02-01")
    found = moved(facts, "2022-03-31", "2022-04-01")
    assert found["quarterly_meeting", "2022-Q2"].before is None
