"""Faults that only show when the parts of a plan are read together."""

from collections import Counter
from collections.abc import Collection, Iterator
from fnmatch import filter as matching

from kpi.plan.check_indicators import KINDS, wrong_indicators
from kpi.plan.check_shown import wrong_shown
from kpi.plan.check_year import wrong_dates
from kpi.plan.entities import entity_names, unit_names
from kpi.plan.faults import Fault, nearest
from kpi.plan.models import DISTRICT, EACH, Plan
from kpi.plan.tables import tables

# Words of the document that mean many units; they stay words.
COLLECTIVES = {"各街镇", "各成员单位", "援外机构", "相关委办局", "各相关委办局", "相关区属国企"}
NUMBERS = ("tasks.*.task", "areas.*.first_task", "areas.*.last_task")


def faults_of(plan: Plan) -> list[Fault]:
    """Every contradiction in a plan; empty when it is sound."""
    parts = (
        *(_tasks, _areas, wrong_shown, wrong_indicators),
        *(_quotas, _no_quotas, _duties, _names, wrong_dates, _believed),
    )
    return [fault for part in parts for fault in part(plan)]


def sayable(faults: Collection[Fault], broken: Collection[str]) -> list[Fault]:
    """Those that do not rest on a field that could not be read (`indicators.3.entity`)."""
    return [f for f in faults if not any(matching(broken, rest) for rest in f.rests)]


def _tasks(plan: Plan) -> Iterator[Fault]:
    numbers = [t.task for t in plan.tasks]
    if numbers != list(range(1, len(numbers) + 1)):
        problem = "任务序号须从 1 起连续编号"
        wrong = next((n for n, t in enumerate(numbers, start=1) if n != t), None)
        mend = f"请看第 {wrong} 项，现为 {numbers[wrong - 1]}" if wrong else "请补上任务"
        yield Fault("plan.yaml", "tasks", problem, mend, ("tasks.*.task", "tasks"))
    names = {u.name for u in plan.reference.units} | COLLECTIVES
    for task in plan.tasks:
        for name in (*task.lead, *task.responsible):
            if name not in names:
                mend = f"请写 units.csv 中的单位名称{nearest(name, names)}"
                place = f"plan.yaml 任务 {task.task}"
                yield Fault(place, "lead/responsible", f"没有单位“{name}”", mend)


def _areas(plan: Plan) -> Iterator[Fault]:
    covered = [n for a in plan.areas for n in range(a.first_task, a.last_task + 1)]
    if covered != [t.task for t in plan.tasks]:
        problem = "各领域的任务区间须不重不漏地覆盖全部任务"
        mend = "请改 first_task、last_task"
        yield Fault("plan.yaml", "areas", problem, mend, (*NUMBERS, "tasks", "areas"))
    areas = {a.code: range(a.first_task, a.last_task + 1) for a in plan.areas}
    for number, task in enumerate(plan.tasks):
        if task.task not in areas.get(task.area, ()):
            problem = f"“{task.area}”不含这项任务"
            mend = f"请写区间含任务 {task.task} 的领域代码"
            rests = (f"tasks.{number}.area", "areas.*.code", *NUMBERS, "areas")
            yield Fault(f"plan.yaml 任务 {task.task}", "area", problem, mend, rests)


def _quotas(plan: Plan) -> Iterator[Fault]:
    known = {i.code: (n, i) for n, i in enumerate(plan.indicators)}
    for number, quota in enumerate(plan.quotas):
        place, key = f"quotas.csv（{quota.indicator}，{quota.entity}）", f"quotas.{number}"
        if quota.indicator not in known:
            mend = f"请写 indicators.yaml 中的代码{nearest(quota.indicator, known)}"
            rests = (f"{key}.indicator", "indicators.*.code", "indicators")
            yield Fault(place, "indicator", "没有这个指标", mend, rests)
            continue
        at, indicator = known[quota.indicator]
        names = (*entity_names(indicator, plan), EACH)
        if quota.entity not in names:
            mend = f"请写该指标的对象，或 {EACH} 表示每个对象{nearest(quota.entity, names)}"
            rests = (f"{key}.entity", f"indicators.{at}.entity", f"indicators.{at}.places")
            yield Fault(place, "entity", "不是该指标的考核对象", mend, rests)
    times = Counter((q.indicator, q.entity, q.effective_on) for q in plan.quotas)
    for (code, entity, day), count in times.items():
        if count > 1:
            place, problem = f"quotas.csv（{code}，{entity}）", f"{day} 有 {count} 行，只能一行"
            rests = ("quotas.*.indicator", "quotas.*.entity", "quotas.*.effective_on")
            yield Fault(place, "effective_on", problem, "请只留一行，或改生效日期", rests)


def _no_quotas(plan: Plan) -> Iterator[Fault]:
    with_quota = {q.indicator for q in plan.quotas}
    for number, indicator in enumerate(plan.indicators):
        if indicator.code not in with_quota and indicator.own_target is None:
            problem = f"指标 {indicator.code} 没有目标值"
            mend = f"请加一行（{DISTRICT} 或 {EACH}）；市里未下达的也要列一行，目标值留空"
            key = f"indicators.{number}"
            rests = (f"{key}.code", f"{key}.own_target", "quotas.*.indicator", "quotas")
            yield Fault("quotas.csv", None, problem, mend, rests)


def _duties(plan: Plan) -> Iterator[Fault]:
    units = [u.name for u in plan.reference.units]
    for number, duty in enumerate(plan.duties):
        place, key = f"duties.csv（{duty.form}）", f"duties.{number}"
        if duty.form not in tables():
            mend = f"请写表的代码{nearest(duty.form, tables())}"
            yield Fault(place, "form", f"没有表“{duty.form}”", mend, (f"{key}.form",))
        for unit in duty.units:
            if not unit_names(unit, plan.reference):
                mend = f"请写 units.csv 中的单位或类别{nearest(unit, [*units, *KINDS])}"
                yield Fault(place, "units", f"没有单位或单位类别“{unit}”", mend)
        if duty.first_month > duty.last_month:
            rests = (f"{key}.first_month", f"{key}.last_month")
            yield Fault(place, "last_month", "早于 first_month", "请对调或改正", rests)


def _names(plan: Plan) -> Iterator[Fault]:
    people = [(u.name, u.aliases) for u in plan.reference.units]
    places = [(c.name, c.aliases) for c in plan.reference.counties]
    for kind, names in (("units.csv", people), ("counties.csv", places)):
        spellings = Counter(s for name, aliases in names for s in {name, *aliases})
        for s, n in spellings.items():
            if n > 1 and s:
                yield Fault(kind, None, f"名称“{s}”指向多个对象", "请改名称或 aliases")


def _believed(plan: Plan) -> Iterator[Fault]:
    """Bounds on a column that its form does not have, or for a sender that is none."""
    for form, column, key in plan.believed.columns():
        names = {name.removesuffix("_fen") for name in tables().get(form, ())}
        if column not in names:
            mend = f"请写 columns.csv 中的表和列{nearest(column, names or tables())}"
            yield Fault("plan.yaml", f"believed.{key}", f"没有表 {form} 或列 {column}", mend)
    for number, amount in enumerate(plan.believed.amounts):
        for sender in amount.senders:
            if not unit_names(sender, plan.reference):
                mend = "请写 units.csv 中的单位或类别"
                field = f"believed.amounts.{number}.senders"
                yield Fault("plan.yaml", field, f"没有单位或单位类别“{sender}”", mend)
