"""A year's plan (areas, tasks, indicators, quotas, duties) and the units and counties it names."""

from kpi.plan.entities import Entity, entities_of
from kpi.plan.load import PlanError, load_plan, load_reference, plan_of, plan_years
from kpi.plan.models import Area, County, Duty, Indicator, Plan, Quota, Reference, Task, Unit
from kpi.plan.names import NameIndex, clean_name

__all__ = [
    "Area",
    "County",
    "Duty",
    "Entity",
    "Indicator",
    "NameIndex",
    "Plan",
    "PlanError",
    "Quota",
    "Reference",
    "Task",
    "Unit",
    "clean_name",
    "entities_of",
    "load_plan",
    "load_reference",
    "plan_of",
    "plan_years",
]
