"""What a plan shows first, by its indicators' codes: headlines, key indicators, a meeting's steps.

Where a plan says nothing of it, nothing is shown first, and a meeting looks at every page.
"""

from collections.abc import Collection, Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

# The pages that a meeting may step through, and what has no page of its own: the wall alone, and
# the closing with what is asked. Those that it does step through where the plan names none are
# USUAL. kpi cannot know the pages, so a test holds the two together.
ALONE = ("wall", "closing")
PAGES = (
    *("overview", "indicator", "towns", "counties", "tasks", "leads"),
    *("consumption", "travel", "people", "projects"),
    *("monthly", "follow_ups", "submissions", "quality", "editions"),
    *ALONE,
)
USUAL = (
    *("overview", "wall", "towns", "counties", "consumption", "travel", "people"),
    *("projects", "tasks", "monthly", "follow_ups", "closing"),
)
NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩"


class Frozen(BaseModel):
    """The base of all that a plan holds: nothing can be changed, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Card(Frozen):
    """A headline: an indicator's figure, or the sum of several of one unit of measure.

    `caption` is what it is called where that is not its indicator's name. Of an indicator by
    project it tells how many projects have reached their target.
    """

    indicators: Annotated[tuple[str, ...], Field(min_length=1)]
    caption: str | None = None


class Part(Frozen):
    """An indicator that is a part of the purchases, and its name in a line: 工会福利."""

    indicator: str
    caption: str


class Step(Frozen):
    """A view of a meeting: a page, and on 指标 which indicator."""

    page: str
    indicator: str | None = None


class Shown(Frozen):
    """What is shown first and where.

    `towns` and `counties` are judged by their first indicator; `beside_purchases` has its card on
    消费协作 beside those of the purchases; `project_rates` are two or none; `bulletin` and
    `workbook` are the indicators that are drawn there by entity.
    """

    headlines: tuple[Card, ...] = ()
    towns: str | None = None
    counties: str | None = None
    purchases: Annotated[tuple[Part, ...], Field(max_length=len(NUMBERS))] = ()
    beside_purchases: str | None = None
    project_rates: tuple[str, ...] = ()
    bulletin: tuple[str, ...] = ()
    workbook: tuple[str, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)] = tuple(Step(page=p) for p in USUAL)

    @property
    def purchase_codes(self) -> tuple[str, ...]:
        return tuple(part.indicator for part in self.purchases)

    @property
    def purchases_name(self) -> str:
        """采购①–③, by how many they are."""
        last = NUMBERS[: len(self.purchases)][-1:]
        return f"采购①–{last}" if len(self.purchases) > 1 else f"采购{last}"

    @property
    def purchases_parts(self) -> str:
        """Its parts by number: ①大宗批发与直采直购 ②工会福利."""
        numbered = zip(NUMBERS, self.purchases, strict=False)
        return " ".join(f"{number}{part.caption}" for number, part in numbered)

    def among(self, codes: Collection[str]) -> "Shown":
        """As much of it as names these indicators alone, for a plan that has no others."""

        def known(names: Iterable[str]) -> tuple[str, ...]:
            return tuple(name for name in names if name in codes)

        rates = known(self.project_rates)
        steps = (s for s in self.steps if s.indicator is None or s.indicator in codes)
        return Shown(
            headlines=tuple(c for c in self.headlines if c.indicators == known(c.indicators)),
            towns=self.towns if self.towns in codes else None,
            counties=self.counties if self.counties in codes else None,
            purchases=tuple(part for part in self.purchases if part.indicator in codes),
            beside_purchases=self.beside_purchases if self.beside_purchases in codes else None,
            project_rates=rates if rates == self.project_rates else (),
            bulletin=known(self.bulletin),
            workbook=known(self.workbook),
            steps=tuple(steps) or Shown().steps,
        )


# The blocks of the section that are lists: each is read for itself, so that all faults are told.
LISTS: dict[str, type[Frozen]] = {"headlines": Card, "purchases": Part, "steps": Step}
