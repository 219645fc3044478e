"""Presentation: the views of a meeting one after another, the filters out of the way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from blocks import keys_of_blocks
from streamlit.testing.v1 import AppTest

from kpi.plan import Plan, load_plan

OpenPage = Callable[..., AppTest]


def buttons(app: AppTest) -> dict[str, bool]:
    """Which of the bar's buttons can be pressed."""
    bar = ("上一步", "下一步", "退出演示", "演示")
    return {b.label: not b.disabled for b in app.button if b.label in bar}


@pytest.mark.parametrize("number", range(1, len(load_plan(2022).shown.steps) + 1))
def test_a_step_is_presented_with_nothing_of_the_page_around_it(
    open_page: OpenPage, clean_store: Path, plan: Plan, number: int
) -> None:
    app = open_page(clean_store, present=str(number))
    last = len(plan.shown.steps)
    assert buttons(app) == {"上一步": number > 1, "下一步": number < last, "退出演示": True}
    assert f"{number} / {last}" in [m.value for m in app.markdown]
    assert len(app.title) == 1
    # the bar is the stage's own
    assert "notices" not in keys_of_blocks(app)
    assert [len(app.dataframe), len(app.caption), len(app.get("download_button"))] == [0, 0, 0]


def test_any_pages_address_shows_the_step(open_page: OpenPage, clean_store: Path) -> None:
    titles = [open_page(clean_store, p, present="3").title[0].value for p in ("towns", "tasks")]
    assert titles[0] == titles[1]
    assert titles[0].startswith("镇街动员企业采购：")


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "²", "1" * 400])
def test_a_number_that_is_no_step_presents_nothing(
    open_page: OpenPage, clean_store: Path, number: str
) -> None:
    app = open_page(clean_store, present=number)
    assert buttons(app) == {"演示": True}
    assert "bar" in keys_of_blocks(app)


def test_the_bar_turns_the_steps_and_leads_out_to_the_steps_page(
    open_page: OpenPage, clean_store: Path
) -> None:
    app = open_page(clean_store, present="3", unit="七宝镇")
    click(app, "下一步")
    assert app.query_params["present"] == "4"
    click(app, "上一步")
    click(app, "退出演示")
    assert "present" not in app.query_params
    assert app.title[0].value.startswith("七宝镇：")
    assert buttons(app) == {"演示": True}


def test_the_list_of_steps_jumps(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, present="2")
    app.button(key="stage-step-14").click().run()
    assert app.title[0].value.startswith("要求与下一步：")


def test_the_address_chooses_the_steps(open_page: OpenPage, clean_store: Path) -> None:
    app = open_page(clean_store, present="2", steps="closing.convalescence.nothing")
    assert app.title[0].value.startswith("职工疗休养：")
    assert "2 / 2" in [m.value for m in app.markdown]
    assert "地址中有 1 个步骤不认识，已略过" in " ".join(m.value for m in app.markdown)


def click(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()
