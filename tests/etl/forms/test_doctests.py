"""The examples beside the readers of values hold."""

import doctest
from dataclasses import dataclass
from types import ModuleType

import pytest

from etl.forms import leaders, values
from etl.forms.context import Office
from etl.forms.values import Context
from kpi.plan import load_plan


@dataclass(frozen=True)
class InContext:
    """What a reader asks of pydantic's ValidationInfo: the context alone."""

    context: Context


@pytest.mark.parametrize(("module", "examples_at_least"), [(values, 11), (leaders, 2)])
def test_each_reader_reads_the_examples_of_its_docstring(
    module: ModuleType, examples_at_least: int
) -> None:
    office = Office(load_plan())
    examples = doctest.testmod(
        module,
        extraglobs={
            "in_yuan": InContext(office.with_money_unit("元")),
            "in_wan": InContext(office.with_money_unit("万元")),
        },
    )
    assert examples.attempted >= examples_at_least
    assert examples.failed == 0
