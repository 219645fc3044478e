"""What was changed in a plan since an edition was frozen: its quotas and its rules."""

from collections.abc import Iterator

from kpi.plan import Plan
from kpi.plan.models import Quota

Key = tuple[str, str, object]


def plan_changes(frozen: Plan, now: Plan) -> list[str]:
    """Every changed rule, quota, duty and band, each in a sentence; none where all is as it was."""
    return [*_rules(frozen, now), *_quotas(frozen, now), *_rest(frozen, now)]


def _rules(frozen: Plan, now: Plan) -> Iterator[str]:
    before = {i.code: i for i in frozen.indicators}
    after = {i.code: i for i in now.indicators}
    for code in [*before, *(c for c in after if c not in before)]:
        one, two = before.get(code), after.get(code)
        if one is None or two is None:
            name = (one or two).name  # type: ignore[union-attr]
            yield f"口径：指标“{name}”{'已删去' if two is None else '是后来加的'}"
            continue
        fields = type(one).model_fields
        changed = [f for f in fields if getattr(one, f) != getattr(two, f)]
        for field in changed:
            old, new = getattr(one, field), getattr(two, field)
            yield f"口径：指标“{one.name}”的 {field} 由“{old}”改为“{new}”"


def _quotas(frozen: Plan, now: Plan) -> Iterator[str]:
    before, after = ({_key(q): q for q in plan.quotas} for plan in (frozen, now))
    names = {i.code: i.name for i in (*now.indicators, *frozen.indicators)}
    for key in [*before, *(k for k in after if k not in before)]:
        one, two = before.get(key), after.get(key)
        if one != two:
            code, entity, since = key
            quota = f"目标：{names.get(code, code)} {entity}（自 {since} 起）"
            yield f"{quota}由 {_target(one)} 改为 {_target(two)}"


def _key(quota: Quota) -> Key:
    return quota.indicator, quota.entity, quota.effective_on


def _target(quota: Quota | None) -> str:
    if quota is None:
        return "没有"
    return "待下达" if quota.target is None else f"{quota.target:g}"


def _rest(frozen: Plan, now: Plan) -> Iterator[str]:
    names = {
        "bands": "状态分档",
        "duties": "应报清单",
        "first_day": "年度首日",
        "last_day": "年度末日",
        "tasks": "任务",
        "areas": "领域",
        "reference": "单位与结对县名册",
    }
    for field, name in names.items():
        if getattr(frozen, field) != getattr(now, field):
            yield f"计划：{name}有改动"
