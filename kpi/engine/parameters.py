"""What the queries are bound to: the plan as lists of structs, and the two times.

The lists are bound as JSON: the database reads a text in a third of the time that it takes to turn
hundreds of dictionaries into structs, and a newly published version asks for all of them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from kpi.engine.forecast import complete_months, flow_months, range_factor
from kpi.engine.pace import elapsed, months_gone, months_in
from kpi.engine.rollups import TOTAL, TOTAL_SUFFIX, parents_of
from kpi.engine.schemas import PlanKey
from kpi.moments import end_of_day
from kpi.plan import Indicator, Plan, entities_of
from kpi.plan.entities import OPEN_KINDS, reporting_units, reports_due
from kpi.plan.models import DISTRICT


def parameters(plan: Plan, as_of: date, known_at: datetime, names: Set[str]) -> dict[str, Any]:
    """Of the values that queries are bound to, those named."""
    single = {
        "as_of": as_of,
        "known_at": known_at,
        "first_day": plan.first_day,
        "last_day": plan.last_day,
        "total": TOTAL,
        "ahead": plan.bands.ahead,
        "on_pace": plan.bands.on_pace,
        "behind": plan.bands.behind,
    }
    made: dict[str, Callable[[], Any]] = {
        "paces": lambda: paces(plan, [as_of]),
        "members": lambda: members(plan),
    }
    return {name: made[name]() if name in made else single[name] for name in names}


def paces(plan: Plan, days: Sequence[date]) -> str:
    """What each of some days makes of each indicator's pace."""
    return _as_json(_pace(indicator, day, plan) for day in days for indicator in plan.indicators)


def members(plan: Plan) -> str:
    """Indicator, member (a value of its `by` column) and the entity that it counts for."""
    return _as_json(_members(plan))


def plan_values(plan: Plan) -> Mapping[str, Any]:
    """What the plan says whatever the day, by the name it is bound to; a list is a text."""
    return _plan_values(PlanKey(plan))


# each newly published version asks for the same again
@lru_cache(maxsize=8)
def _plan_values(key: PlanKey) -> Mapping[str, Any]:
    plan = key.plan
    values = {
        "entities": _as_json(_entities(plan)),
        "members": members(plan),
        "traits": _as_json(_traits(i, n) for n, i in enumerate(plan.indicators)),
        "reporters": _as_json(_reporters(plan)),
        "parents": _as_json(parents_of(plan)),
        "months": _as_json(m for i in plan.indicators for m in flow_months(i, plan)),
        "quotas": _as_json(q.model_dump() for q in plan.quotas),
        "duties": _as_json(_duties(plan)),
        "last_day": plan.last_day,
        "total": TOTAL,
        "total_suffix": TOTAL_SUFFIX,
    }
    return MappingProxyType(values)


def _as_json(rows: Iterable[Mapping[str, Any]]) -> str:
    """Days and moments as ISO texts."""
    return json.dumps(list(rows), default=str, ensure_ascii=False)


def _pace(indicator: Indicator, as_of: date, plan: Plan) -> dict[str, Any]:
    return {
        "indicator": indicator.code,
        "as_of": as_of,
        "elapsed": elapsed(indicator, as_of, plan),
        "months_left": months_in(plan) - months_gone(as_of, plan),
        "months_complete": complete_months(indicator, as_of, plan),
        "range_factor": range_factor(indicator, as_of, plan),
    }


def _traits(indicator: Indicator, place: int) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "place": place,
        "form": indicator.form,
        "source": indicator.source,
        "measure": indicator.measure,
        "is_distinct": indicator.distinct is not None,
        "is_percent": indicator.is_percent,
        "is_open": indicator.entity in OPEN_KINDS,
        "entity_kind": indicator.entity,
        "scale": indicator.scale,
        "deadline": indicator.deadline,
        "pace": indicator.pace,
        "uom": indicator.uom,
    }


def _entities(plan: Plan) -> Iterator[dict[str, Any]]:
    for indicator in plan.indicators:
        entities = [(e.name, e.begins_on, e.ends_on) for e in entities_of(indicator, plan)]
        if indicator.measure == "average":
            entities.append((DISTRICT, plan.first_day, plan.last_day))
        for place, (name, begins_on, ends_on) in enumerate(entities):
            yield {
                "indicator": indicator.code,
                "entity": name,
                "place": place,
                "begins_on": begins_on,
                "closes_on": indicator.deadline or ends_on,
                "form": None,
                "unit": None,
                "month": None,
            }
        if indicator.source == "submissions":
            yield from _reports(indicator, plan)


def _reports(indicator: Indicator, plan: Plan) -> Iterator[dict[str, Any]]:
    """The reports that an indicator counts, as entities: 莘庄镇@2022-07."""
    owed = [due for due in reports_due(plan) if due.form == indicator.form]
    for place, due in enumerate(sorted(owed, key=lambda due: (due.unit, due.month))):
        yield {
            "indicator": indicator.code,
            "entity": f"{due.unit}@{due.month:%Y-%m}",
            "place": place,
            "begins_on": due.month,
            "closes_on": due.due_on,
            "form": due.form,
            "unit": due.unit,
            "month": due.month,
        }


def _members(plan: Plan) -> Iterator[dict[str, str]]:
    for indicator in plan.indicators:
        for entity in entities_of(indicator, plan):
            for member in entity.members:
                yield {"indicator": indicator.code, "member": member, "entity": entity.name}


def _reporters(plan: Plan) -> Iterator[dict[str, str]]:
    for indicator in plan.indicators:
        entities = entities_of(indicator, plan)
        pairs = [(e.name, unit) for e in entities for unit in e.reporters]
        if indicator.measure == "average":
            pairs += [(DISTRICT, unit) for unit in dict.fromkeys(unit for _, unit in pairs)]
        # a unit that has not reported any project yet owes its report all the same
        pairs += [(TOTAL, unit) for unit in reporting_units(indicator, plan.reference)]
        yield from ({"indicator": indicator.code, "entity": e, "unit": u} for e, u in pairs)


def _duties(plan: Plan) -> Iterator[dict[str, Any]]:
    for due in reports_due(plan):
        yield {
            "form": due.form,
            "unit": due.unit,
            "month": due.month,
            "due_on": due.due_on,
            "due_before": end_of_day(due.due_on),
            "applies_if": due.applies_if,
        }
