"""督办: what is overdue, open and done, and the row that says so."""

from collections.abc import Callable

import pytest
from facts import Facts, Row
from streamlit.testing.v1 import AppTest

from pages.reporting.matters import days_text

OpenPage = Callable[..., AppTest]
DAY = "2022-09-30"


def matter(number: str, unit: str, due: str, done: str | None = None) -> Row:
    row: Row = {"matter_no": number, "matter": f"事项{number}", "unit": unit}
    return row | {"decided_on": "2022-07-01", "due_on": due, "done_on": done}


@pytest.fixture
def told(facts: Facts) -> Facts:
    return facts.add(
        "follow_up",
        "区合作交流办",
        "2022-07",
        [
            matter("1", "区经委", "2022-08-31", "2022-08-30"),
            matter("2", "区经委", "2022-08-31", "2022-09-05"),
            matter("3", "莘庄镇", "2022-09-20"),
            matter("4", "莘庄镇", "2022-10-10"),
        ],
        received="2022-07-02",
    )


def test_the_title_counts_them_and_the_urgent_stand_first(open_page: OpenPage, told: Facts) -> None:
    app = open_page(told.store.root, "follow_ups", as_of=DAY)
    assert app.title[0].value == "4 项督办：1 项超期，1 项在办，2 项已办结（其中 1 项超期办结）"
    table = app.dataframe[0].value
    assert table.columns[0] == "状态"
    assert table[["事项编号", "状态", "承办单位", "距期限"]].values.tolist() == [
        ["3", "✖ 超期", "莘庄镇", "已过 10 天"],
        ["4", "◌ 在办", "莘庄镇", "还有 10 天"],
        ["2", "▽ 超期办结", "区经委", ""],
        ["1", "✔ 办结", "区经委", ""],
    ]


@pytest.mark.parametrize(("days", "text"), [(3, "还有 3 天"), (0, "期限已到"), (-2, "已过 2 天")])
def test_the_days_left_are_told(days: int, text: str) -> None:
    assert days_text(days) == text


def test_beside_them_stand_the_numbers_by_unit_and_by_meeting(
    open_page: OpenPage, told: Facts
) -> None:
    app = open_page(told.store.root, "follow_ups", as_of=DAY)
    units, meetings = (table.value.values.tolist() for table in app.table)
    assert units == [["莘庄镇", "1", "1", "·", "·"], ["区经委", "·", "·", "1", "1"]]
    assert meetings == [["2022年7月1日", "1", "1", "1", "1"]]


def test_a_unit_sees_its_own(open_page: OpenPage, told: Facts) -> None:
    app = open_page(told.store.root, "follow_ups", as_of=DAY, unit="莘庄镇")
    assert app.title[0].value == "莘庄镇：2 项督办：1 项超期，1 项在办"
    assert list(app.dataframe[0].value["事项编号"]) == ["3", "4"]


def test_a_unit_without_any_is_told_so(open_page: OpenPage, told: Facts) -> None:
    app = open_page(told.store.root, "follow_ups", as_of=DAY, unit="七宝镇")
    assert app.title[0].value == "七宝镇：截至 2022年9月30日，没有督办事项"


def test_an_open_matter_stands_beside_the_task_that_it_names(
    open_page: OpenPage, facts: Facts
) -> None:
    row = matter("7", "区经委", "2022-10-10") | {"matter": "任务15的目录尽快发布"}
    facts.add("follow_up", "区合作交流办", "2022-07", [row], received="2022-07-02")
    line = "督办 7：任务15的目录尽快发布（区经委，期限 2022-10-10，在办）"
    told = {
        task: any(
            text.value == line
            for text in open_page(facts.store.root, "tasks", as_of=DAY, task=task).markdown
        )
        for task in ("15", "1")
    }
    assert told == {"15": True, "1": False}
