"""Faults of a plan's indicators: their tasks, what they lack, their expressions and entities."""

from collections import Counter
from collections.abc import Iterator

from kpi.plan.check_sql import wrong_sql
from kpi.plan.entities import OPEN_KINDS, entity_names, unit_names
from kpi.plan.faults import Fault, nearest
from kpi.plan.models import SUBDISTRICT_OR_TOWN, Indicator, Plan

KINDS = (*SUBDISTRICT_OR_TOWN, "bureau", "field_office", "subdistrict_or_town", "member_unit")


def wrong_indicators(plan: Plan) -> Iterator[Fault]:
    """Every fault of the indicators, each with the fields that it rests on."""
    for code, times in Counter(i.code for i in plan.indicators).items():
        if times > 1:
            problem = f"代码重复 {times} 次"
            yield Fault(f"indicators.yaml（{code}）", None, problem, "请各用各的代码")
    for number, indicator in enumerate(plan.indicators):
        place, key = f"indicators.yaml（{indicator.code}）", f"indicators.{number}"
        yield from _task_of(indicator, plan, place, key)
        yield from _missing_parts(indicator, place, key)
        yield from wrong_sql(indicator, place, key)
        yield from _entities(indicator, plan, place, key)


def _task_of(indicator: Indicator, plan: Plan, place: str, key: str) -> Iterator[Fault]:
    if indicator.task not in {t.task for t in plan.tasks}:
        rests = (f"{key}.task", "tasks.*.task", "tasks")
        mend = f"请写 plan.yaml 中 1 至 {len(plan.tasks)} 的任务序号"
        yield Fault(place, "task", f"没有任务 {indicator.task}", mend, rests)


def _entities(indicator: Indicator, plan: Plan, place: str, key: str) -> Iterator[Fault]:
    reference = plan.reference
    counties = {c.name for c in reference.counties} | {c.city for c in reference.counties}
    is_placed = indicator.entity in ("city", "place")
    if indicator.entity not in OPEN_KINDS and not entity_names(indicator, plan):
        mend = "请在 places 写明市或地点" if is_placed else "请改 entity"
        yield Fault(place, "entity", "没有任何对象", mend, (f"{key}.entity", f"{key}.places"))
    for name in indicator.places if is_placed else ():
        if name not in counties:
            mend = f"请写 counties.csv 中的县或市{nearest(name, counties)}"
            yield Fault(place, "places", f"没有县或市“{name}”", mend)
    units = [u.name for u in reference.units]
    for reporter in indicator.reporters:
        if not unit_names(reporter, reference):
            mend = f"请写 units.csv 中的单位或类别{nearest(reporter, [*units, *KINDS])}"
            yield Fault(place, "reporters", f"没有单位或单位类别“{reporter}”", mend)


def _missing_parts(indicator: Indicator, place: str, key: str) -> Iterator[Fault]:
    if indicator.source == "submissions":
        return
    needs = {"sum": ("value",), "average": ("value", "by"), "ratio": ("value", "over")}
    needs["on_time"] = ("value", "by", "deadline")
    for field in needs.get(indicator.measure, ()):
        if getattr(indicator, field) is None:
            problem = f"measure 为 {indicator.measure} 时不能为空"
            rests = tuple(f"{key}.{name}" for name in ("measure", "source", field))
            yield Fault(place, field, problem, "请写明列或表达式", rests)
    if indicator.entity in ("quarter", "month", "two_months") and indicator.on is None:
        rests = tuple(f"{key}.{name}" for name in ("entity", "source", "on"))
        yield Fault(place, "on", "按期计次的指标须写明日期列", "请写表中的日期列", rests)
