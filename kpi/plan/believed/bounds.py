"""The bounds of a plan beyond which a figure is asked about; each with the reason for it.

A plan need not say any: then nothing is asked about.
"""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Reason = Annotated[str, Field(min_length=1)]
Positive = Annotated[float, Field(gt=0)]


class _Bound(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Reason


class Amount(_Bound):
    """The most that a row, and a unit's month, of a form's column may hold: 万元, or as counted.

    `least` is the least, in 元, that the middle one of the rows may hold.
    `senders` are units, or kinds of unit.
    """

    form: str
    column: str
    senders: tuple[str, ...]
    row: Positive
    month: Positive | None = None
    least: Positive | None = None


class Share(_Bound):
    """How often a part may be as much as the whole that it is a part of: 1 is 100 %."""

    form: str
    whole: str
    part: str
    most: Positive


class Months(_Bound):
    """How many times the middle one of a unit's own months another may be, up or down.

    Nothing is asked before there are `fewest` months.
    """

    fewest: Annotated[int, Field(ge=2)]
    times: Annotated[float, Field(gt=1)]
    down: Annotated[float, Field(gt=1)]


class Quotas(_Bound):
    """How many times the plan's own quota a newer one may be, up or down."""

    times: Annotated[float, Field(gt=1)]


class Believed(BaseModel):
    """All of a plan's bounds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amounts: tuple[Amount, ...] = ()
    shares: tuple[Share, ...] = ()
    months: Months | None = None
    quotas: Quotas | None = None

    @model_validator(mode="after")
    def _once(self) -> Self:
        keys = [(a.form, a.column, sender) for a in self.amounts for sender in a.senders]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice:
            raise ValueError(f"amounts 里 {'、'.join(twice)} 写了两次")
        return self

    def columns(self) -> list[tuple[str, str, str]]:
        """Each form and column that a bound is about, and its place in the plan."""
        amounts = [(a.form, a.column, f"amounts.{n}") for n, a in enumerate(self.amounts)]
        shares = [
            (s.form, name, f"shares.{n}")
            for n, s in enumerate(self.shares)
            for name in (s.whole, s.part)
        ]
        return [*amounts, *shares]
