"""What lead units last said of their tasks."""

from datetime import date

from facts import Facts, Row

from kpi.tasks import TaskReport, task_reports
from kpi.warehouse import connect


def word(task: int, progress: str, state: str = "推进中", **more: str) -> Row:
    return {"task": task, "state": state, "progress": progress} | more


def said(facts: Facts, as_of: str) -> list[TaskReport]:
    return task_reports(connect(facts.store.root), facts.plan, date.fromisoformat(as_of))


def told(facts: Facts, as_of: str) -> list[tuple[int, str, str]]:
    return [(r.task, r.unit, r.progress) for r in said(facts, as_of)]


def test_the_newest_months_words_go_before_the_older(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-08", [word(17, "八月")])
    facts.add("task_report", "区经委", "2022-07", [word(17, "七月，迟到")], received="2022-09-09")
    assert told(facts, "2022-07-31") == [(17, "区经委", "七月，迟到")]
    assert told(facts, "2022-08-30") == [(17, "区经委", "七月，迟到")]
    assert told(facts, "2022-08-31") == [(17, "区经委", "八月")]


def test_each_unit_speaks_for_itself_in_the_order_of_the_tasks(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [word(18, "丙"), word(11, "甲")])
    facts.add("task_report", "区工商联", "2022-07", [word(11, "乙")])
    assert told(facts, "2022-07-31") == [
        (11, "区工商联", "乙"),
        (11, "区经委", "甲"),
        (18, "区经委", "丙"),
    ]


def test_of_two_words_in_a_month_the_later_arrival_counts(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [word(17, "先")], received="2022-08-01")
    more = [word(17, "后"), word(18, "另一项")]
    facts.add("task_report", "区经委", "2022-07", more, received="2022-08-02", mode="append")
    assert told(facts, "2022-07-31") == [(17, "区经委", "后"), (18, "区经委", "另一项")]


def test_of_two_rows_of_a_table_the_lower_counts(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [word(17, "上"), word(17, "下")])
    assert told(facts, "2022-07-31") == [(17, "区经委", "下")]


def test_a_corrected_table_replaces_all_that_it_said(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [word(17, "误"), word(18, "误")])
    facts.add("task_report", "区经委", "2022-07", [word(17, "正")], received="2022-08-02")
    assert told(facts, "2022-07-31") == [(17, "区经委", "正")]


def test_state_problem_and_next_step_come_along(facts: Facts) -> None:
    row = word(17, "已签约", "受阻", problem="物流中断", next="改走铁路")
    facts.add("task_report", "区经委", "2022-07", [row])
    assert said(facts, "2022-07-31") == [
        TaskReport(17, "区经委", "受阻", "已签约", "物流中断", "改走铁路", date(2022, 7, 1))
    ]
