"""What a plan and the reference tables hold; every fault is a pydantic error told by `load`."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from kpi.plan.believed.bounds import Believed
from kpi.plan.shown import Frozen, Shown

UnitKind = Literal["subdistrict", "town", "industrial_zone", "bureau", "field_office"]
EntityKind = Literal[
    "district",
    "subdistrict_or_town",
    "member_unit",
    "county",
    "yunnan_county",
    "key_county",
    "city",
    "place",
    "quarter",
    "month",
    "two_months",
    "project",
    "budget_unit",
    "reporting_unit",
]
Measure = Literal["sum", "count", "average", "ratio", "on_time", "recurring"]
Pacing = Literal["linear", "deadline", "recurring", "none"]

SUBDISTRICT_OR_TOWN = ("subdistrict", "town", "industrial_zone")
DISTRICT = "全区"
EACH = "*"

Names = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda v: tuple(v.split("|")) if isinstance(v, str) and v else v or ()),
]
# a year and a month from 01 to 12: 2022-07
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Blank = BeforeValidator(lambda v: None if v == "" else v)


class Unit(Frozen):
    """Who reports: a subdistrict, town, bureau or field office; a field office serves one city."""

    code: str
    name: str
    kind: UnitKind
    serves: str
    aliases: Names


class County(Frozen):
    """A paired county; `certainty` says whether the document or a public source names it."""

    code: str
    name: str
    city: str
    province: str
    key_county: bool
    certainty: str
    aliases: Names


class Reference(Frozen):
    """Units and counties, in the usual order."""

    units: tuple[Unit, ...]
    counties: tuple[County, ...]

    @cached_property
    def cities(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c.city for c in self.counties))

    def units_of(self, *kinds: str) -> tuple[str, ...]:
        return tuple(u.name for u in self.units if u.kind in kinds)


class Bands(Frozen):
    """Lower bounds of rate ÷ elapsed: 超序时, 达序时, 滞后."""

    ahead: float
    on_pace: float
    behind: float

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.ahead > self.on_pace > self.behind > 0:
            raise ValueError("须 ahead > on_pace > behind > 0")
        return self


class Area(Frozen):
    code: str
    name: str
    first_task: int
    last_task: int


class Task(Frozen):
    """A line of the annex; its text is mended where the scan was wrong."""

    task: int = Field(ge=1)
    area: str
    clause: str | None
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    text: str


class Weights(Frozen):
    """An indicator's own shape of the year: twelve monthly weights."""

    weights: tuple[float, ...] = Field(min_length=12, max_length=12)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if min(self.weights) < 0 or sum(self.weights) <= 0:
            raise ValueError("十二个月的权重不能为负，也不能全是 0")
        return self


class Indicator(Frozen):
    """One figure of the year's work; `where` to `own_target` are SQL over the form's table.

    Of the rows that `where` takes, those count of which `only` holds; the others are left out.
    """

    # a name in lower case: union_purchase
    code: str = Field(pattern=r"^[a-z][a-z_]*$")
    name: str
    task: int
    clause: str
    # the form's table, a name in lower case: county_sale
    form: str = Field(pattern=r"^[a-z][a-z_]*$")
    source: Literal["rows", "submissions"]
    where: str | None
    only: str | None = None
    on: str | None
    value: str | None
    over: str | None
    distinct: str | None
    own_target: str | None
    scale: int = Field(ge=1)
    measure: Measure
    by: str | None
    entity: EntityKind
    places: tuple[str, ...]
    covers_counties: bool
    deadline: date | None
    uom: str
    pacing: Pacing | Weights
    conditional: bool
    reporters: tuple[str, ...]
    rule: str

    @property
    def pace(self) -> str:
        return "linear" if isinstance(self.pacing, Weights) else self.pacing

    @property
    def is_percent(self) -> bool:
        return self.uom == "%"

    @property
    def is_additive(self) -> bool:
        """Whether what a row brings does not depend on the other rows."""
        return not self.distinct and self.measure != "on_time"


class Quota(Frozen):
    """A target in the indicator's unit of measure; None: set by the city, not yet told."""

    indicator: str
    entity: str
    target: Annotated[float | None, Blank]
    effective_on: date
    basis: str


class Duty(Frozen):
    """Who owes which form for which months, by `due_day` of the month `month_offset` later.

    `title` is the form's name as reminders write it.
    """

    form: str
    units: Names
    first_month: Month
    last_month: Month
    due_day: int = Field(ge=1, le=28)
    month_offset: int = Field(ge=0, le=11)
    applies_if: Literal["always", "has_project", "leads_task"]
    basis: str
    title: str = Field(min_length=1)


class Plan(Frozen):
    """A year's work points, checked whole."""

    year: int
    document: str
    number: str
    issued_on: date
    first_day: date
    last_day: date
    bands: Bands
    areas: tuple[Area, ...]
    tasks: tuple[Task, ...]
    indicators: tuple[Indicator, ...]
    quotas: tuple[Quota, ...]
    duties: tuple[Duty, ...]
    reference: Reference
    shown: Shown = Shown()
    believed: Believed = Believed()

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code; KeyError when there is none."""
        return self._by_code[code]

    @property
    def rates(self) -> tuple[Indicator, ...]:
        """The two rates of each project, of what is invested and of what is paid; or none."""
        return tuple(map(self.indicator, self.shown.project_rates))

    def area_of(self, indicator: Indicator) -> Area:
        return next(a for a in self.areas if a.first_task <= indicator.task <= a.last_task)

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {i.code: i for i in self.indicators}
