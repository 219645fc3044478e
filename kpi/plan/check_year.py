"""Dates of a plan that lie outside its year: what is left over when last year's was copied."""

from collections.abc import Iterator

from kpi.plan.faults import Fault
from kpi.plan.models import Plan


def wrong_folder(plan: Plan, folder: str) -> Iterator[Fault]:
    """A plan stands in the folder of its year."""
    if folder.isdigit() and int(folder) != plan.year:
        problem = f"{plan.year} 与文件夹名 {folder} 不一致"
        yield Fault("plan.yaml", "year", problem, "请改 year 或文件夹名", ("year",))


def wrong_dates(plan: Plan) -> Iterator[Fault]:
    """First and last day, quotas, deadlines and duties outside the plan's year."""
    yield from _span(plan)
    outside, mend = f"不在 {plan.year} 年内", f"请写 {plan.year} 年的日期"
    for number, quota in enumerate(plan.quotas):
        if quota.effective_on.year != plan.year:
            place = f"quotas.csv（{quota.indicator}，{quota.entity}）"
            problem, rests = f"{quota.effective_on} {outside}", (f"quotas.{number}.effective_on",)
            yield Fault(place, "effective_on", problem, mend, (*rests, "year"))
    for number, indicator in enumerate(plan.indicators):
        if indicator.deadline and indicator.deadline.year != plan.year:
            place = f"indicators.yaml（{indicator.code}）"
            problem, rests = f"{indicator.deadline} {outside}", (f"indicators.{number}.deadline",)
            yield Fault(place, "deadline", problem, mend, (*rests, "year"))
    yield from _duty_months(plan)


def _span(plan: Plan) -> Iterator[Fault]:
    if plan.first_day > plan.last_day:
        rests = ("first_day", "last_day")
        yield Fault("plan.yaml", "last_day", "早于 first_day", "请对调或改正", rests)
    for field, day in (("first_day", plan.first_day), ("last_day", plan.last_day)):
        if day.year != plan.year:
            problem, mend = f"{day} 不在 {plan.year} 年内", f"请写 {plan.year} 年的日期"
            yield Fault("plan.yaml", field, problem, mend, (field, "year"))


def _duty_months(plan: Plan) -> Iterator[Fault]:
    for number, duty in enumerate(plan.duties):
        for field in ("first_month", "last_month"):
            month = getattr(duty, field)
            if int(month[:4]) != plan.year:
                problem, mend = f"{month} 不在 {plan.year} 年内", f"请写 {plan.year} 年的月份"
                rests = (f"duties.{number}.{field}", "year")
                yield Fault(f"duties.csv（{duty.form}）", field, problem, mend, rests)
