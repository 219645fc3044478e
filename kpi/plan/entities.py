"""Whom an indicator measures, and whose reports each of its figures rests on."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kpi.plan.models import DISTRICT, SUBDISTRICT_OR_TOWN, Duty, Indicator, Plan, Reference

# Kinds whose entities are found in the reported rows, not in the plan.
OPEN_KINDS = ("project", "budget_unit", "reporting_unit")
MONTHS_PER_PERIOD = {"month": 1, "two_months": 2, "quarter": 3}


@dataclass(frozen=True)
class Entity:
    """One measured thing: the raw values that count for it, its span, and who reports on it."""

    name: str
    members: tuple[str, ...]
    begins_on: date
    ends_on: date
    reporters: tuple[str, ...]


@dataclass(frozen=True)
class DueReport:
    """One report that a unit owes: form, unit, first day of the month, and the day it is due."""

    form: str
    unit: str
    month: date
    due_on: date
    applies_if: str


def entities_of(indicator: Indicator, plan: Plan) -> list[Entity]:
    """The entities that the plan names, in the usual order; none for OPEN_KINDS."""
    if indicator.entity in MONTHS_PER_PERIOD:
        return _periods(indicator, plan)
    return [
        Entity(
            name=name,
            members=_members(indicator, name, plan.reference),
            begins_on=plan.first_day,
            ends_on=plan.last_day,
            reporters=_reporters(indicator, name, plan.reference),
        )
        for name in entity_names(indicator, plan)
    ]


def entity_names(indicator: Indicator, plan: Plan) -> tuple[str, ...]:
    """Names of an indicator's entities as a quota may write them."""
    ref = plan.reference
    names: dict[str, Iterable[str]] = {
        "district": (DISTRICT,),
        "subdistrict_or_town": ref.units_of(*SUBDISTRICT_OR_TOWN),
        "member_unit": ref.units_of(*SUBDISTRICT_OR_TOWN, "bureau"),
        "county": (c.name for c in ref.counties),
        "yunnan_county": (c.name for c in ref.counties if c.province == "云南"),
        "key_county": (c.name for c in ref.counties if c.key_county),
        "city": indicator.places,
        "place": indicator.places,
    }
    if indicator.entity in MONTHS_PER_PERIOD:
        return tuple(e.name for e in _periods(indicator, plan))
    return tuple(names.get(indicator.entity, ()))


def unit_names(name_or_kind: str, reference: Reference) -> tuple[str, ...]:
    """The units meant by a name or a kind (`field_office`, `subdistrict_or_town`, ...)."""
    kinds = {
        "subdistrict_or_town": SUBDISTRICT_OR_TOWN,
        "member_unit": (*SUBDISTRICT_OR_TOWN, "bureau"),
    }.get(name_or_kind, (name_or_kind,))
    return reference.units_of(*kinds) or tuple(
        u.name for u in reference.units if u.name == name_or_kind
    )


def reports_due(plan: Plan) -> list[DueReport]:
    """Every report that the plan's duties ask for, over the whole year."""
    leads = {name for task in plan.tasks for name in task.lead}
    return [
        DueReport(duty.form, unit, month, due_day(duty, month), duty.applies_if)
        for duty in plan.duties
        for group in duty.units
        for unit in unit_names(group, plan.reference)
        if duty.applies_if != "leads_task" or unit in leads
        for month in _months(duty.first_month, duty.last_month)
    ]


def due_day(duty: Duty, month: date) -> date:
    index = month.year * 12 + month.month - 1 + duty.month_offset
    return date(index // 12, index % 12 + 1, duty.due_day)


def last_day_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _months(first: str, last: str) -> list[date]:
    (y1, m1), (y2, m2) = (map(int, text.split("-")) for text in (first, last))
    return [date(i // 12, i % 12 + 1, 1) for i in range(y1 * 12 + m1 - 1, y2 * 12 + m2)]


def _members(indicator: Indicator, name: str, reference: Reference) -> tuple[str, ...]:
    """The values of the `by` column that count for an entity: itself, or a city's counties too."""
    counties = (c.name for c in reference.counties if c.city == name)
    return (name, *counties) if indicator.covers_counties else (name,)


def _reporters(indicator: Indicator, name: str, reference: Reference) -> tuple[str, ...]:
    """Whose reports a figure rests on: the unit itself, or the office that serves a place."""
    units = {u.name: u for u in reference.units}
    reporting = reporting_units(indicator, reference)
    if name in units:
        return (name,) if name in reporting else reporting
    city = next((c.city for c in reference.counties if c.name == name), name)
    serving = tuple(u for u in reporting if units[u].serves == city)
    return serving or reporting


def reporting_units(indicator: Indicator, reference: Reference) -> tuple[str, ...]:
    """Every unit that reports on an indicator."""
    return tuple(u for group in indicator.reporters for u in unit_names(group, reference))


def _periods(indicator: Indicator, plan: Plan) -> list[Entity]:
    months = _months(f"{plan.first_day:%Y-%m}", f"{plan.last_day:%Y-%m}")
    step = MONTHS_PER_PERIOD[indicator.entity]
    return [
        Entity(
            name=(label := period_label(indicator.entity, months[i])),
            members=(label,),
            begins_on=months[i],
            ends_on=last_day_of(months[i + step - 1]),
            reporters=_reporters(indicator, label, plan.reference),
        )
        for i in range(0, len(months), step)
    ]


def period_label(kind: str, first: date) -> str:
    """2022-01, 2022-01~02 or 2022-Q1."""
    labels = {
        "month": f"{first:%Y-%m}",
        "two_months": f"{first:%Y-%m}~{first.month + 1:02d}",
        "quarter": f"{first.year}-Q{(first.month + 2) // 3}",
    }
    return labels[kind]
