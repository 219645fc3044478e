"""The examples beside the readers of values hold."""

import doctest
from dataclasses import dataclass
from types import ModuleType

import pytest

from etl import rules
from etl.forms import leaders
from etl.forms.context import Office
from etl.forms.values import Context, day, money, names, number, numerals, text
from kpi.plan import load_plan


@dataclass(frozen=True)
class InContext:
    """What a reader asks of pydantic's ValidationInfo: the context alone."""

    context: Context


@pytest.mark.parametrize("room", [day, leaders, money, names, number, numerals, text])
def test_each_reader_reads_the_examples_of_its_docstring(room: ModuleType) -> None:
    office = Office(load_plan())
    examples = doctest.testmod(
        room,
        extraglobs={
            "in_yuan": InContext(office.with_money_unit("元")),
            "in_wan": InContext(office.with_money_unit("万元")),
            "rules": rules,
        },
    )
    assert examples.attempted >= 1
    assert examples.failed == 0
