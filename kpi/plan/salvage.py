"""A block with faults, made whole with stand-ins, so that what else is wrong with it shows too."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel

from kpi.plan.believed.bounds import Believed
from kpi.plan.models import Area, Bands, County, Duty, Indicator, Plan, Quota, Task, Unit
from kpi.plan.shown import Card, Part, Shown, Step

Model = TypeVar("Model", bound=BaseModel)
NOTHING = dict.fromkeys(("where", "only", "on", "value", "over", "distinct", "own_target", "by"))
STAND_INS: dict[type[BaseModel], dict[str, Any]] = {
    Indicator: NOTHING
    | {"name": "", "task": 1, "clause": "", "form": "event", "source": "rows", "scale": 1}
    | {"measure": "count", "entity": "district", "places": [], "covers_counties": False}
    | {"deadline": None, "uom": "", "pacing": "none", "conditional": False}
    | {"reporters": [], "rule": ""},
    Quota: {"indicator": "", "entity": "", "target": None, "basis": ""},
    Duty: {"form": "", "units": "", "due_day": 1, "month_offset": 0}
    | {"applies_if": "always", "basis": "", "title": "?"},
    Area: {"code": "", "name": "", "first_task": 1, "last_task": 1},
    Task: {"task": 1, "area": "", "clause": None, "lead": [], "responsible": [], "text": ""},
    Unit: {"code": "", "name": "", "kind": "bureau", "serves": "", "aliases": []},
    County: {"code": "", "name": "", "city": "", "province": "", "key_county": False}
    | {"certainty": "", "aliases": []},
    Card: {"indicators": ("?",), "caption": "?"},
    Part: {"indicator": "?", "caption": ""},
    Step: {"page": "?", "indicator": None},
    Shown: dict(Shown()),
    Plan: {"document": "", "number": "", "shown": Shown(), "believed": Believed()},
}


def salvaged(model: type[Model], block: Any, bad: Iterable[str], number: int, year: int) -> Model:
    """The block with stand-ins for its bad fields, and without those that it should not have."""
    entries = block if isinstance(block, dict) else {}
    kept = {name: entries[name] for name in model.model_fields if name in entries}
    standing = STAND_INS[model] | _of_year(number, year)
    fixed = {name: standing[name] for name in model.model_fields if name not in kept}
    fixed |= {name: standing[name] for name in bad if name in model.model_fields}
    return model.model_validate(kept | fixed)


def _of_year(number: int, year: int) -> dict[str, Any]:
    """Stand-ins that must not collide with another block's, or lie outside the year."""
    return {
        "code": f"unnamed_{'x' * number}",
        "year": year,
        "first_day": date(year, 1, 1),
        "last_day": date(year, 12, 31),
        "issued_on": date(year, 1, 1),
        "effective_on": date(year, 1, 1),
        "first_month": f"{year}-01",
        "last_month": f"{year}-12",
        "bands": Bands(ahead=1.1, on_pace=1.0, behind=0.7),
    }
