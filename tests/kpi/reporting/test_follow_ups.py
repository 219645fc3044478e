"""督办事项 on literal rows: in time, late, overdue and open."""

from datetime import date

from facts import Facts, Row

from kpi.engine.warehouse import connect
from kpi.moments import parse_moment
from kpi.reporting.follow_ups import (
    FollowUp,
    Tally,
    beside_indicator,
    beside_task,
    by_meeting,
    by_unit,
    follow_ups,
)


def matter(number: str, due: str, done: str | None = None, unit: str = "区经委") -> Row:
    row: Row = {"matter_no": number, "matter": "督办", "unit": unit, "decided_on": "2022-07-01"}
    return row | {"due_on": due, "done_on": done}


def add(facts: Facts, *rows: Row, received: str = "2022-07-02") -> None:
    facts.add("follow_up", "区合作交流办", "2022-07", list(rows), received=received)


def found(facts: Facts, as_of: str, known_at: str | None = None) -> list[FollowUp]:
    known = parse_moment(known_at) if known_at else None
    return follow_ups(connect(facts.store.root), facts.plan, date.fromisoformat(as_of), known)


def states(facts: Facts, as_of: str, known_at: str | None = None) -> dict[str, str]:
    return {f.matter_no: f.state for f in found(facts, as_of, known_at)}


def test_a_matter_is_done_in_time_done_late_overdue_or_open(facts: Facts) -> None:
    add(
        facts,
        matter("1", "2022-08-31", "2022-08-31"),
        matter("2", "2022-08-31", "2022-09-01"),
        matter("3", "2022-08-31"),
        matter("4", "2022-10-31"),
    )
    assert states(facts, "2022-09-30") == {
        "1": "办结",
        "2": "超期办结",
        "3": "超期",
        "4": "在办",
    }


def test_before_it_was_done_a_matter_was_still_open(facts: Facts) -> None:
    add(facts, matter("1", "2022-08-31", "2022-08-20"))
    before, after = found(facts, "2022-08-19")[0], found(facts, "2022-08-20")[0]
    assert (before.state, before.done_on) == ("在办", None)
    assert (after.state, after.done_on) == ("办结", date(2022, 8, 20))


def test_a_matter_that_is_not_decided_on_yet_is_none(facts: Facts) -> None:
    add(facts, matter("1", "2022-08-31"))
    assert found(facts, "2022-06-30") == []


def test_the_newest_row_of_a_number_counts_once_it_is_known(facts: Facts) -> None:
    add(facts, matter("1", "2022-08-31"))
    add(facts, matter("1", "2022-08-31", "2022-08-15"), received="2022-09-05")
    assert states(facts, "2022-09-30", "2022-09-04") == {"1": "超期"}
    assert states(facts, "2022-09-30", "2022-09-05") == {"1": "办结"}


def test_units_are_counted_those_with_most_overdue_first(facts: Facts) -> None:
    add(
        facts,
        matter("1", "2022-08-31", "2022-08-01"),
        matter("2", "2022-08-31", unit="莘庄镇"),
        matter("3", "2022-10-31", unit="莘庄镇"),
    )
    assert by_unit(found(facts, "2022-09-30")) == [
        Tally("莘庄镇", 0, 0, 1, 1),
        Tally("区经委", 1, 0, 0, 0),
    ]


def test_at_the_end_of_its_day_an_open_matter_is_overdue(facts: Facts) -> None:
    add(facts, matter("1", "2022-08-31"))
    assert states(facts, "2022-08-30") == {"1": "在办"}
    assert states(facts, "2022-08-31") == {"1": "超期"}


def test_matters_are_counted_by_the_day_of_the_meeting_the_newest_first(facts: Facts) -> None:
    september = {"decided_on": "2022-09-15"}
    add(
        facts,
        matter("1", "2022-08-31", "2022-09-02"),
        matter("2", "2022-08-31", unit="莘庄镇"),
        matter("3", "2022-10-31") | september,
    )
    assert by_meeting(found(facts, "2022-09-30")) == [
        Tally("2022年9月15日", 0, 0, 0, 1),
        Tally("2022年7月1日", 0, 1, 1, 0),
    ]


def test_a_matter_stands_beside_the_task_and_the_indicators_that_it_names(facts: Facts) -> None:
    texts = {"1": "任务19进度滞后", "2": "任务 1 的季度例会", "3": "补齐工会福利采购", "4": "其他"}
    add(facts, *(matter(number, "2022-08-31") | {"matter": t} for number, t in texts.items()))
    told, plan = found(facts, "2022-07-31"), facts.plan
    tasks = {t: [m.matter_no for m in beside_task(told, plan, t)] for t in (1, 18, 19)}
    # 任务19 is not 任务1; 工会福利采购 is an indicator of task 18
    assert tasks == {1: ["2"], 18: ["3"], 19: ["1"]}
    union, town = plan.indicator("union_purchase"), plan.indicator("enterprise_purchase")
    assert [m.matter_no for m in beside_indicator(told, union)] == ["3"]
    assert [m.matter_no for m in beside_indicator(told, town, "区经委")] == ["1"]
    assert beside_indicator(told, town, "莘庄镇") == []
