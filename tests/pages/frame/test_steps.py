"""The steps of a meeting in the address: chosen, ordered, and what is no step passed over."""

import pytest

from kpi.plan import Plan
from kpi.plan.shown import Step
from pages.frame.steps import chosen, code, label, offered
from pages.stage.bar import moved

TOWNS, CLOSING = Step(page="towns"), Step(page="closing")
SALES = Step(page="indicator", indicator="county_sale")


@pytest.mark.parametrize(
    ("text", "steps", "ignored"),
    [
        ("closing.towns", [CLOSING, TOWNS], 0),
        ("county_sale.closing", [SALES, CLOSING], 0),
        ("towns.towns.closing", [TOWNS, CLOSING], 0),
        ("towns.nothing.<b>.closing", [TOWNS, CLOSING], 2),
    ],
)
def test_the_address_chooses_steps_in_its_order(
    plan: Plan, text: str, steps: list[Step], ignored: int
) -> None:
    assert chosen(plan, text, plan.shown.steps) == (steps, ignored)


@pytest.mark.parametrize(("text", "ignored"), [("", 0), ("nothing", 1)])
def test_without_a_step_it_is_the_plans_own(plan: Plan, text: str, ignored: int) -> None:
    assert chosen(plan, text, plan.shown.steps) == (list(plan.shown.steps), ignored)


def test_a_meeting_with_steps_of_its_own_keeps_them(plan: Plan) -> None:
    assert chosen(plan, "", [CLOSING, TOWNS]) == ([CLOSING, TOWNS], 0)


def test_every_step_has_a_code_of_its_own_and_a_name(plan: Plan) -> None:
    steps = offered(plan)
    assert len({code(one) for one in steps}) == len(steps) == len({label(s, plan) for s in steps})
    assert label(SALES, plan) == "结对县农特产品销售"
    assert list(plan.shown.steps) == steps[: len(plan.shown.steps)]


def test_a_step_changes_places_with_its_neighbour() -> None:
    assert moved([TOWNS, SALES, CLOSING], 1, -1) == [SALES, TOWNS, CLOSING]
    assert moved([TOWNS, SALES, CLOSING], 1, 1) == [TOWNS, CLOSING, SALES]
