"""Dates of a plan that lie outside its year: what is left over when last year's was copied."""

from collections.abc import Iterator

from kpi.plan.models import Plan


def wrong_folder(plan: Plan, folder: str) -> Iterator[str]:
    """A plan stands in the folder of its year."""
    if folder.isdigit() and int(folder) != plan.year:
        yield f"plan.yaml，字段 year：{plan.year} 与文件夹名 {folder} 不一致"


def wrong_dates(plan: Plan) -> Iterator[str]:
    """First and last day, quotas, deadlines and duties outside the plan's year."""
    yield from _span(plan)
    for quota in plan.quotas:
        if quota.effective_on.year != plan.year:
            where = f"quotas.csv（{quota.indicator}，{quota.entity}），字段 effective_on"
            yield f"{where}：{quota.effective_on} 不在 {plan.year} 年内"
    for indicator in plan.indicators:
        if indicator.deadline and indicator.deadline.year != plan.year:
            where = f"indicators.yaml（{indicator.code}），字段 deadline"
            yield f"{where}：{indicator.deadline} 不在 {plan.year} 年内"
    yield from _duty_months(plan)


def _span(plan: Plan) -> Iterator[str]:
    if plan.first_day > plan.last_day:
        yield "plan.yaml，字段 last_day：早于 first_day"
    for field, day in (("first_day", plan.first_day), ("last_day", plan.last_day)):
        if day.year != plan.year:
            yield f"plan.yaml，字段 {field}：{day} 不在 {plan.year} 年内"


def _duty_months(plan: Plan) -> Iterator[str]:
    for duty in plan.duties:
        for field in ("first_month", "last_month"):
            month = getattr(duty, field)
            if int(month[:4]) != plan.year:
                where = f"duties.csv（{duty.form}），字段 {field}"
                yield f"{where}：{month} 不在 {plan.year} 年内"
