"""The year's names and numbers that a workbook is read against."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from etl.forms.values import FEN_PER, Context
from etl.questions import Answers
from kpi.plan import County, NameIndex, Plan, load_plan, plan_years


@dataclass(frozen=True)
class Office:
    """A plan with its name indexes; made once, used for every workbook.

    A workbook of an earlier year is read by that year's plan: December is reported in January.
    """

    plan: Plan
    earlier: "Office | None" = None
    answers: Answers = field(default_factory=Answers)
    # the money unit that a sheet is read by because its sender said so, whatever its cover says
    money_read_as: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_all_years(cls) -> "Office":
        """The newest plan, and behind it those before it. Raises PlanError."""
        earlier = None
        for year in plan_years()[:-1]:
            earlier = cls(load_plan(year), earlier)
        return cls(load_plan(), earlier)

    def answering(self, answers: Answers) -> "Office":
        """The same with what was answered, in this year and those before."""
        earlier = self.earlier and self.earlier.answering(answers)
        return self._with(replace(self, answers=answers, earlier=earlier))

    def reading_money(self, units: Mapping[str, str]) -> "Office":
        """The same, but for the money unit of the sheets that are named."""
        return self._with(replace(self, money_read_as=units))

    def _with(self, office: "Office") -> "Office":
        # the names are the same: no need to index them again for every workbook
        office.__dict__["values"], office.__dict__["names"] = self.values, self.names
        return office

    def of_year(self, year: int) -> "Office":
        """That of a year; where it has no plan, the newest."""
        office: Office | None = self
        while office is not None and office.plan.year != year:
            office = office.earlier
        return office or self

    @cached_property
    def values(self) -> Context:
        """The context of a sheet whose money is in 元."""
        ref = self.plan.reference
        counties = [(c.name, _spellings(c)) for c in ref.counties]
        cities = [(city, (city.removesuffix("市").removesuffix("地区"),)) for city in ref.cities]
        return Context(
            year=self.plan.year,
            fen_per_unit=FEN_PER["元"],
            units=NameIndex.of((u.name, u.aliases) for u in ref.units),
            counties=NameIndex.of(counties),
            places=NameIndex.of([*counties, *cities]),
            indicators=NameIndex.of((i.code, (i.name,)) for i in self.plan.indicators),
            tasks=len(self.plan.tasks),
            indicator_names={i.code: i.name for i in self.plan.indicators},
            cities=ref.cities,
        )

    @cached_property
    def names(self) -> re.Pattern[str]:
        """The units and places of the registers by every spelling, the longest first."""
        spellings = {*self.values.units.proper, *self.values.places.proper}
        return re.compile("|".join(map(re.escape, sorted(spellings, key=len, reverse=True))))

    def with_money_unit(
        self, unit: str | None, date1904: bool = False, in_percent: bool = False
    ) -> Context:
        """The context of a column; `in_percent`: its header says %, so that 12 is 12 %."""
        fen: Decimal = FEN_PER[unit or "元"]
        return replace(self.values, fen_per_unit=fen, date1904=date1904, in_percent=in_percent)


def _spellings(county: County) -> tuple[str, ...]:
    """A county's aliases and its name behind city and province: 云南省保山市隆阳区."""
    with_city = county.city + county.name
    city = county.city.removesuffix("市").removesuffix("地区")
    provinces = {"云南": ("云南", "云南省"), "新疆": ("新疆", "新疆维吾尔自治区")}
    prefixes = provinces.get(county.province, (county.province,))
    return (
        *county.aliases,
        with_city,
        city + county.name,
        *(prefix + city + county.name for prefix in prefixes),
        *(prefix + tail for prefix in prefixes for tail in (county.name, with_city)),
    )
