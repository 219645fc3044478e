"""The examples beside the readers of values hold."""

import doctest
from dataclasses import dataclass

from etl.forms import values
from etl.forms.context import Office
from etl.forms.values import Context
from kpi.plan import load_plan


@dataclass(frozen=True)
class InContext:
    """What a reader asks of pydantic's ValidationInfo: the context alone."""

    context: Context


def test_each_reader_reads_the_examples_of_its_docstring() -> None:
    office = Office(load_plan())
    examples = doctest.testmod(
        values,
        extraglobs={
            "in_yuan": InContext(office.with_money_unit("元")),
            "in_wan": InContext(office.with_money_unit("万元")),
        },
    )
    assert examples.attempted > 10
    assert examples.failed == 0
