"""工作要点: the urgent tasks first, the page of one, and a few side by side."""

from collections.abc import Callable
from pathlib import Path

import pytest
from facts import Facts
from streamlit.testing.v1 import AppTest

OpenPage = Callable[..., AppTest]
AT = {"as_of": "2022-09-30"}


@pytest.fixture(scope="module")
def told(module_facts: Facts) -> Path:
    """Task 18: 500 of 2,000 万元. Task 4 has no figure: one unit is held up, another is not."""
    bought = [{"category": "工会福利", "purchased_on": "2022-07-05", "amount": 5_000_000}]
    module_facts.add("purchase", "区总工会", "2022-07", bought, received="2022-08-10")
    held_up = {"task": 4, "state": "受阻", "progress": "在谈", "problem": "缺人", "next": "招人"}
    going = {"task": 4, "state": "推进中", "progress": "已开会"}
    module_facts.add("task_report", "区合作交流办", "2022-08", [held_up], received="2022-09-05")
    module_facts.add("task_report", "区经委", "2022-08", [going], received="2022-09-05")
    return module_facts.store.root


def test_the_urgent_stand_first_and_the_documents_order_on_request(
    open_page: OpenPage, told: Path
) -> None:
    lines = open_page(told, "tasks", **AT).dataframe[0].value.set_index("任务")
    assert len(lines) == 46
    assert lines.loc[18, ["状态", "依据"]].tolist() == ["■ 严重滞后", "工会福利采购"]
    assert lines.loc[4, ["状态", "依据"]].tolist() == ["■ 受阻", "任务月报"]
    # overdue before held up, both before what nobody has reported of
    order = list(lines["状态"])
    assert order.index("✖ 逾期") < order.index("■ 受阻") < order.index("○ 尚无月报")
    usual = open_page(told, "tasks", **AT, task_order="按工作要点").dataframe[0].value
    assert list(usual["任务"]) == list(range(1, 47))


def test_the_page_of_a_task_has_its_figures_and_its_trend(open_page: OpenPage, told: Path) -> None:
    app = open_page(told, "tasks", **AT, task="18")
    # a quarter of the quota, three quarters of the year
    assert app.title[0].value.startswith(
        r"任务 18：■ 严重滞后，工会福利采购完成 25\.0%，序时 75\.0%，落后 50\.0 个百分点"
    )
    assert list(app.dataframe[0].value["完成"]) == ["500.0 万元"]
    assert len(app.get("plotly_chart")) == 1


def test_the_page_of_a_task_without_a_figure_has_its_units_words(
    open_page: OpenPage, told: Path
) -> None:
    app = open_page(told, "tasks", **AT, task="4")
    assert app.title[0].value == "任务 4：■ 受阻，2 个单位报告，1 个提出问题"
    assert [part.value for part in app.text] == [
        "区合作交流办（2022-08，受阻）：在谈\n存在问题：缺人\n下步措施：招人",
        "区经委（2022-08，推进中）：已开会",
    ]


@pytest.mark.parametrize("task", ["0", "47", "x", "<b>"])
def test_an_unknown_task_shows_all(open_page: OpenPage, told: Path, task: str) -> None:
    assert open_page(told, "tasks", **AT, task=task).title[0].value.startswith("46 项任务：")


def test_tasks_stand_side_by_side(open_page: OpenPage, told: Path) -> None:
    app = open_page(told, "tasks", **AT)
    names = app.multiselect(key="compare_tasks").options
    app.multiselect(key="compare_tasks").set_value([names[3], names[17]]).run()
    side = app.table[0].value.set_index("")
    assert list(side.columns) == ["任务 4", "任务 18"]
    assert side["任务 18"].tolist()[:4] == ["■ 严重滞后", "工会福利采购", r"25\.0%", r"\-50\.0"]
    assert side["任务 4"].tolist()[4:6] == ["2", "1"]
