"""序时: what share of the year's work is due by a day."""

from calendar import monthrange
from datetime import date

from kpi.plan import Indicator, Plan
from kpi.plan.models import Weights


def months_gone(as_of: date, plan: Plan) -> float:
    """Full months since the plan's first day, and the running month's days as its part."""
    if as_of < plan.first_day:
        return 0.0
    day = min(as_of, plan.last_day)
    full = (day.year - plan.first_day.year) * 12 + day.month - plan.first_day.month
    return full + day.day / monthrange(day.year, day.month)[1]


def months_in(plan: Plan) -> int:
    span = plan.last_day.year * 12 + plan.last_day.month
    return span - plan.first_day.year * 12 - plan.first_day.month + 1


def elapsed(indicator: Indicator, as_of: date, plan: Plan) -> float:
    """序时, 0 to 1: by calendar, or by the indicator's own monthly weights."""
    gone = months_gone(as_of, plan)
    if not isinstance(indicator.pacing, Weights):
        return gone / months_in(plan)
    weights = indicator.pacing.weights
    full = int(gone)
    running = weights[full] * (gone - full) if full < len(weights) else 0.0
    return (sum(weights[:full]) + running) / sum(weights)
