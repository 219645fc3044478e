"""The larger whole that an entity belongs to: a county to its city, a unit to its kind."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kpi.plan import Indicator, Plan, entities_of
from kpi.plan.models import DISTRICT

TOTAL_SUFFIX = "（合计）"
TOTAL = f"全区{TOTAL_SUFFIX}"
KINDS = {"subdistrict": "街道", "town": "镇", "industrial_zone": "工业区", "bureau": "委办局"}


def parents_of(plan: Plan) -> Iterator[dict[str, object]]:
    """Indicator, entity, parent and place; a group of one, or of all, is no group."""
    kinds = {u.name: KINDS[u.kind] for u in plan.reference.units if u.kind in KINDS}
    cities = {c.name: c.city for c in plan.reference.counties}
    provinces = {c.name: c.province for c in plan.reference.counties}
    for indicator in plan.indicators:
        for place, groups in enumerate((kinds, cities, provinces)):
            yield from _grouped(indicator, plan, groups, place)


def entities_within(
    indicator: Indicator, plan: Plan, entity: str, entities: Iterable[str]
) -> list[str]:
    """Of an indicator's entities those that a row sums up: a roll-up's, or the entity itself.

    `entities` are all that have a row, 全区 of an average among them.
    """
    own = [e for e in entities if indicator.measure != "average" or e != DISTRICT]
    if entity == TOTAL or (entity == DISTRICT and indicator.measure == "average"):
        return own
    children: set[object] = set()
    if entity.endswith(TOTAL_SUFFIX):
        alone = plan.model_copy(update={"indicators": (indicator,)})
        children = {p["entity"] for p in parents_of(alone) if p["parent"] == entity}
    if indicator.source == "submissions":
        unit = entity.removesuffix(TOTAL_SUFFIX)
        children |= {e for e in own if entity != unit and e.rpartition("@")[0] == unit}
    return [e for e in own if e in children or e == entity]


def _grouped(
    indicator: Indicator, plan: Plan, groups: dict[str, str], place: int
) -> Iterator[dict[str, object]]:
    names = [e.name for e in entities_of(indicator, plan) if e.name in groups]
    sizes = Counter(groups[name] for name in names)
    order = {group: place * 1000 + n for n, group in enumerate(sizes)}
    for name in names:
        group = groups[name]
        if 1 < sizes[group] < len(names):
            yield {
                "indicator": indicator.code,
                "entity": name,
                "parent": f"{group}{TOTAL_SUFFIX}",
                "place": order[group],
            }
