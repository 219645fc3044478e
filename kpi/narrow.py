"""Which progress rows a reader's filters leave: unit, county and work area."""

from collections.abc import Iterable
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.engine.rollups import TOTAL_SUFFIX
from kpi.findings import district_rows
from kpi.plan import Indicator, Plan
from kpi.plan.entities import reporting_units
from kpi.plan.models import DISTRICT


@dataclass(frozen=True)
class Scope:
    """A reader's filters; None: all."""

    unit: str | None = None
    county: str | None = None
    area: str | None = None

    @property
    def entity(self) -> str | None:
        return self.unit or self.county

    @property
    def is_whole(self) -> bool:
        """The whole district and every area."""
        return self.entity is None and self.area is None

    @property
    def is_impossible(self) -> bool:
        """No figure belongs to a unit and to a county at once."""
        return self.unit is not None and self.county is not None

    def name(self, plan: Plan) -> str:
        """What is looked at, in words: 莘庄镇, 隆阳区, 消费协作, 全区."""
        area = next((a.name for a in plan.areas if a.code == self.area), None)
        return "·".join(part for part in (self.entity, area) if part) or DISTRICT


def narrow(rows: Iterable[Progress], plan: Plan, scope: Scope) -> list[Progress]:
    """The rows of the scope: the district's where neither unit nor county is chosen."""
    chosen = in_scope(rows, plan, scope)
    return chosen if scope.entity else district_rows(chosen)


def in_scope(rows: Iterable[Progress], plan: Plan, scope: Scope) -> list[Progress]:
    """Every row of the scope, down to the entities."""
    chosen = [r for r in rows if _in_area(plan.indicator(r.indicator), plan, scope.area)]
    if scope.unit:
        return [r for r in chosen if _belongs(r, plan.indicator(r.indicator), plan, scope.unit)]
    if scope.county:
        return [r for r in chosen if r.entity == scope.county and r.level == "entity"]
    return chosen


def forms_in(plan: Plan, area: str | None) -> frozenset[str]:
    """The forms on which an area's indicators rest; None: on which any does."""
    return frozenset(i.form for i in plan.indicators if _in_area(i, plan, area))


def rows_in_area(rows: Iterable[Progress], plan: Plan, area: str | None) -> list[Progress]:
    """The rows of an area's indicators, of all entities; None: all."""
    return in_scope(rows, plan, Scope(area=area))


def _in_area(indicator: Indicator, plan: Plan, area: str | None) -> bool:
    return area is None or plan.area_of(indicator).code == area


def _belongs(row: Progress, indicator: Indicator, plan: Plan, unit: str) -> bool:
    """A unit's own figures, its reports as one, and the district's that it alone reports on."""
    own = row.entity in (unit, f"{unit}{TOTAL_SUFFIX}")
    alone = row.entity == DISTRICT and reporting_units(indicator, plan.reference) == (unit,)
    return own or alone
