"""牵头单位: which tasks each leads, and whom a collective of the document means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi.engine.progress import Progress
from kpi.findings import district_rows, most_urgent_first
from kpi.plan import Plan
from kpi.plan.entities import unit_names
from kpi.plan.models import Reference, Task

# how the annex names many at once; 相关区属国企 are not among those who report
COLLECTIVES = {
    "各街镇": "subdistrict_or_town",
    "各成员单位": "member_unit",
    "援外机构": "field_office",
}


@dataclass(frozen=True)
class Lead:
    """A lead unit as the annex names it, the units meant, and the tasks it leads."""

    name: str
    units: tuple[str, ...]
    tasks: tuple[Task, ...]


def leads(plan: Plan, area: str | None = None) -> list[Lead]:
    """Every lead unit of an area's tasks (None: of all), who leads most first.

    A task may have several.
    """
    led: dict[str, list[Task]] = {}
    for task in plan.tasks:
        for name in task.lead if area in (None, task.area) else ():
            led.setdefault(name, []).append(task)
    lead_units = [Lead(n, units_meant(n, plan.reference), tuple(tasks)) for n, tasks in led.items()]
    return sorted(lead_units, key=lambda lead: -len(lead.tasks))


def units_meant(name: str, reference: Reference) -> tuple[str, ...]:
    """The units that a lead unit's name means; none where they do not report."""
    return unit_names(COLLECTIVES.get(name, name), reference)


def rows_led(plan: Plan, tasks: Sequence[Task], rows: Iterable[Progress]) -> list[Progress]:
    """The district's row of each indicator of the tasks, the most urgent first."""
    numbers = {task.task for task in tasks}
    led = (r for r in district_rows(rows) if plan.indicator(r.indicator).task in numbers)
    return most_urgent_first(led)
