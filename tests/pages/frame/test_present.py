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
    bar = ("上一页", "下一页", "退出演示", "演示")
    return {b.label: not b.disabled for b in app.button if b.label in bar}


@pytest.mark.parametrize("number", range(1, len(load_plan(2022).shown.steps) + 1))
def test_a_view_is_presented_without_the_bar_of_the_desk(
    open_page: OpenPage, clean_store: Path, plan: Plan, number: int
) -> None:
    step = plan.shown.steps[number - 1]
    chosen = {"indicator": plan.indicator(step.indicator).name} if step.indicator else {}
    app = open_page(clean_store, step.page, present=str(number), **chosen)
    last = number == len(plan.shown.steps)
    assert buttons(app) == {"上一页": number > 1, "下一页": not last, "退出演示": True}
    assert "bar" not in keys_of_blocks(app)


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "²", "1" * 400])
def test_a_number_that_is_no_view_presents_nothing(
    open_page: OpenPage, clean_store: Path, number: str
) -> None:
    app = open_page(clean_store, present=number)
    assert buttons(app) == {"演示": True}
    assert "bar" in keys_of_blocks(app)


def _tell_a_height() -> None:
    import streamlit

    from pages.show.tables import table_height

    streamlit.text(table_height(9))


@pytest.mark.parametrize(("address", "pixels"), [({}, "353"), ({"present": "1"}, "423")])
def test_a_table_is_as_high_as_its_type_is_big(address: dict[str, str], pixels: str) -> None:
    app = AppTest.from_function(_tell_a_height)
    app.query_params.update(address)
    assert app.run().text[0].value == pixels
