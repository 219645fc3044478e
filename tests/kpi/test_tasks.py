"""What lead units last said of their tasks."""

from datetime import date

import pytest
from facts import Facts, Row

from kpi.engine.warehouse import connect
from kpi.plan import Plan
from kpi.tasks import TaskReport, has_part, task_history, task_reports, task_statuses, words_beside


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


def statuses(facts: Facts, as_of: str) -> dict[int, str]:
    rows = facts.rows(as_of)
    return {t.task: t.status for t in task_statuses(facts.plan, rows, said(facts, as_of))}


def test_each_of_the_46_tasks_has_a_status(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [word(26, "已办")])
    found = statuses(facts, "2022-07-31")
    assert list(found) == list(range(1, 47))
    # 17 tasks have no indicator; one of them has a report
    assert sum(status == "尚无月报" for status in found.values()) == 16
    assert found[26] == "推进中"
    # no project has been reported: 8 and 34 measure nothing else
    assert [task for task, status in found.items() if status == "尚无数据"] == [8, 34]


def test_a_task_with_indicators_stands_as_its_most_urgent_one(facts: Facts) -> None:
    facts.add("event", "区合作交流办", "2022-01", [])
    # task 1: no meeting in the first quarter
    assert statuses(facts, "2022-03-30")[1] == "未到期"
    assert statuses(facts, "2022-03-31")[1] == "逾期"


def test_a_task_without_figures_is_done_only_when_all_its_units_say_so(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [word(26, "办结", "已完成")])
    assert statuses(facts, "2022-07-31")[26] == "已完成"
    facts.add("task_report", "区文旅局", "2022-07", [word(26, "未办", "未启动")])
    assert statuses(facts, "2022-07-31")[26] == "推进中"
    facts.add("task_report", "区工商联", "2022-07", [word(26, "受阻", "受阻")])
    assert statuses(facts, "2022-07-31")[26] == "受阻"


def test_the_history_has_every_month_as_it_was_last_corrected(facts: Facts) -> None:
    facts.add("task_report", "区经委", "2022-07", [word(17, "七月")], received="2022-08-05")
    facts.add("task_report", "区经委", "2022-08", [word(17, "八月")], received="2022-09-05")
    facts.add("task_report", "区经委", "2022-07", [word(17, "七月，改")], received="2022-09-06")
    connection = connect(facts.store.root)
    found = task_history(connection, facts.plan, date(2022, 8, 31))
    assert [(r.month.month, r.progress) for r in found] == [(7, "七月，改"), (8, "八月")]
    assert len(task_history(connection, facts.plan, date(2022, 8, 30))) == 1


def test_beside_a_light_stand_the_units_own_problem_and_next_step(facts: Facts) -> None:
    row = word(17, "已签约", problem="物流中断", next="改走铁路")
    facts.add("task_report", "区经委", "2022-07", [row, word(18, "无事")])
    reports = said(facts, "2022-07-31")
    bulk, union = facts.plan.indicator("bulk_purchase"), facts.plan.indicator("union_purchase")
    assert [r.problem for r in words_beside(bulk, reports)] == ["物流中断"]
    assert words_beside(bulk, reports, "区总工会") == []
    # task 18's report tells neither
    assert words_beside(union, reports) == []


@pytest.mark.parametrize(
    ("task", "unit", "expected"),
    [
        (2, "区合作交流办", True),  # it leads
        (2, "援滇保山小组", True),  # 援外机构
        (2, "莘庄镇", True),  # 各成员单位
        (8, "莘庄镇", False),
    ],
)
def test_a_unit_has_its_part_by_name_or_by_its_group(
    plan: Plan, task: int, unit: str, expected: bool
) -> None:
    assert has_part(plan, plan.tasks[task - 1], unit) is expected
