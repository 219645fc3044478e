"""Faults that only show when the parts of a plan are read together."""

from collections import Counter
from collections.abc import Iterator

import duckdb

from kpi.plan.check_year import wrong_dates
from kpi.plan.entities import OPEN_KINDS, entity_names, unit_names
from kpi.plan.models import EACH, Indicator, Plan

# Words of the document that mean many units; they stay words.
COLLECTIVES = {"各街镇", "各成员单位", "援外机构", "相关委办局", "各相关委办局", "相关区属国企"}


def faults_of(plan: Plan) -> list[str]:
    """Every contradiction in a plan, as Chinese sentences; empty when it is sound."""
    parts = (_tasks, _indicators, _quotas, _duties, _names, wrong_dates)
    return [fault for part in parts for fault in part(plan)]


def _tasks(plan: Plan) -> Iterator[str]:
    numbers = [t.task for t in plan.tasks]
    if numbers != list(range(1, len(numbers) + 1)):
        yield "plan.yaml，tasks：任务序号须从 1 起连续编号"
    covered = [n for a in plan.areas for n in range(a.first_task, a.last_task + 1)]
    if covered != numbers:
        yield "plan.yaml，areas：各领域的任务区间须不重不漏地覆盖全部任务"
    names = {u.name for u in plan.reference.units} | COLLECTIVES
    for task in plan.tasks:
        for name in (*task.lead, *task.responsible):
            if name not in names:
                yield f"plan.yaml 任务 {task.task}，字段 lead/responsible：没有单位“{name}”"
    areas = {a.code: range(a.first_task, a.last_task + 1) for a in plan.areas}
    for task in plan.tasks:
        if task.task not in areas.get(task.area, ()):
            yield f"plan.yaml 任务 {task.task}，字段 area：“{task.area}”不含这项任务"


def _indicators(plan: Plan) -> Iterator[str]:
    tasks = {t.task for t in plan.tasks}
    for code, times in Counter(i.code for i in plan.indicators).items():
        if times > 1:
            yield f"indicators.yaml（{code}）：代码重复 {times} 次"
    for indicator in plan.indicators:
        where = f"indicators.yaml（{indicator.code}）"
        if indicator.task not in tasks:
            yield f"{where}，字段 task：没有任务 {indicator.task}"
        faults = (*_missing_parts(indicator), *_unreadable_sql(indicator))
        yield from (f"{where}，字段 {fault}" for fault in faults)
        if indicator.entity not in OPEN_KINDS and not entity_names(indicator, plan):
            yield f"{where}，字段 entity：没有任何对象"
        for reporter in indicator.reporters:
            if not unit_names(reporter, plan.reference):
                yield f"{where}，字段 reporters：没有单位或单位类别“{reporter}”"


def _unreadable_sql(indicator: Indicator) -> Iterator[str]:
    for field in ("where", "on", "value", "over", "distinct", "own_target", "by"):
        text = getattr(indicator, field)
        if text is None:
            continue
        try:
            duckdb.extract_statements(f"select ({text.replace('{deadline}', 'null')})")
        except duckdb.Error as error:
            yield f"{field}：不是有效的 SQL 表达式“{text}”（{str(error).splitlines()[0]}）"


def _missing_parts(indicator: Indicator) -> Iterator[str]:
    if indicator.source == "submissions":
        return
    needs = {"sum": ("value",), "average": ("value", "by"), "ratio": ("value", "over")}
    needs["on_time"] = ("value", "by", "deadline")
    for field in needs.get(indicator.measure, ()):
        if getattr(indicator, field) is None:
            yield f"{field}：measure 为 {indicator.measure} 时不能为空"
    if indicator.entity in ("quarter", "month", "two_months") and indicator.on is None:
        yield "on：按期计次的指标须写明日期列"


def _quotas(plan: Plan) -> Iterator[str]:
    known = {i.code: i for i in plan.indicators}
    for quota in plan.quotas:
        where = f"quotas.csv（{quota.indicator}，{quota.entity}）"
        indicator = known.get(quota.indicator)
        if indicator is None:
            yield f"{where}，字段 indicator：没有这个指标"
        elif quota.entity != EACH and quota.entity not in entity_names(indicator, plan):
            yield f"{where}，字段 entity：不是该指标的考核对象"
    times = Counter((q.indicator, q.entity, q.effective_on) for q in plan.quotas)
    for (code, entity, day), number in times.items():
        if number > 1:
            where = f"quotas.csv（{code}，{entity}），字段 effective_on"
            yield f"{where}：{day} 有 {number} 行，只能一行"
    for code in sorted(set(known) - {q.indicator for q in plan.quotas}):
        if known[code].own_target is None:
            yield f"quotas.csv：指标 {code} 没有目标值（市里未下达的也要列一行，目标值留空）"


def _duties(plan: Plan) -> Iterator[str]:
    for duty in plan.duties:
        for unit in duty.units:
            if not unit_names(unit, plan.reference):
                yield f"duties.csv（{duty.form}），字段 units：没有单位或单位类别“{unit}”"
        if duty.first_month > duty.last_month:
            yield f"duties.csv（{duty.form}），字段 last_month：早于 first_month"


def _names(plan: Plan) -> Iterator[str]:
    people = [(u.name, u.aliases) for u in plan.reference.units]
    places = [(c.name, c.aliases) for c in plan.reference.counties]
    for kind, names in (("units.csv", people), ("counties.csv", places)):
        spellings = Counter(s for name, aliases in names for s in {name, *aliases})
        yield from (f"{kind}：名称“{s}”指向多个对象" for s, n in spellings.items() if n > 1)
