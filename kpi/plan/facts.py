"""From the plan to SQL: what an indicator's rows are, as parts/fact.sql selects them.

The plan's expressions are part of the program, like any semantic layer's; no user's text is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kpi.plan.entities import OPEN_KINDS
from kpi.plan.models import Indicator

# where no question asks for more
NO_LABELS = "null::varchar as label"
# the deadline's place outside quotes: held_on <= {deadline}; a text in quotes is taken whole, so
# that what stands in it stays as it is: kind <> '{deadline}'
_TEXT_OR_DEADLINE = re.compile(r"('[^']*')|\{deadline\}")


@dataclass(frozen=True)
class Fact:
    """An indicator whose rows count; `value` to `on` are SQL, null where it says nothing."""

    code: str
    form: str
    is_open: bool
    entity: str
    by: str | None
    value: str
    over: str
    distinct: str
    own_target: str
    on: str
    where: str | None


def facts_of(indicators: Iterable[Indicator]) -> list[Fact]:
    """Of those that count rows, what is selected."""
    return [fact_of(i) for i in indicators if i.source == "rows"]


def fact_of(indicator: Indicator) -> Fact:
    """What is selected of one indicator's form."""
    return Fact(
        code=indicator.code,
        form=indicator.form,
        is_open=indicator.entity in OPEN_KINDS,
        entity=indicator.entity,
        by=indicator.by,
        value=expression(indicator, indicator.value),
        over=expression(indicator, indicator.over),
        distinct=expression(indicator, indicator.distinct),
        own_target=expression(indicator, indicator.own_target),
        on=expression(indicator, indicator.on),
        where=" and ".join(_conditions(indicator)) or None,
    )


def left_out_of(indicator: Indicator) -> Fact:
    """What is selected of the rows that are of an indicator's matter, but do not count."""
    matter = [f"({expression(indicator, indicator.where)})"] if indicator.where else []
    counts = f"coalesce({expression(indicator, indicator.only)}, false)"
    where = " and ".join([*matter, f"not {counts}"])
    return replace(fact_of(indicator), where=where)


def _conditions(indicator: Indicator) -> list[str]:
    """`where` and `only`, each in brackets where both are there."""
    texts = [expression(indicator, t) for t in (indicator.where, indicator.only) if t]
    return texts if len(texts) == 1 else [f"({text})" for text in texts]


def expression(indicator: Indicator, text: str | None) -> str:
    """One of the indicator's expressions with its deadline put in, where it is not in quotes."""
    deadline = f"date '{indicator.deadline}'" if indicator.deadline else "null"
    return _TEXT_OR_DEADLINE.sub(lambda match: match[1] or deadline, text or "null")
