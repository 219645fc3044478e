"""What the year will end at: how far the monthly increments let us say. See docs/forecast.md."""

from collections.abc import Iterator
from datetime import date
from math import sqrt
from typing import Any

from kpi.engine.pace import months_gone, months_in
from kpi.plan import Indicator, Plan
from kpi.plan.models import Weights

FEWEST_MONTHS = 3
# Student's t, two-sided 90 %, by the number of complete months (3 months: 2 degrees of freedom).
T90 = {3: 2.920, 4: 2.353, 5: 2.132, 6: 2.015, 7: 1.943, 8: 1.895, 9: 1.860, 10: 1.833}
T90 |= {11: 1.812, 12: 1.796}


def is_flow(indicator: Indicator) -> bool:
    """Whether an indicator's year is a sum of months: sums and counts with a pace."""
    return indicator.pace == "linear" and indicator.measure in ("sum", "count")


def month_weights(indicator: Indicator, plan: Plan) -> tuple[float, ...]:
    """The weight of each month of the plan; all alike where the plan gives none."""
    if isinstance(indicator.pacing, Weights):
        return indicator.pacing.weights
    return (1.0,) * months_in(plan)


def flow_months(indicator: Indicator, plan: Plan) -> list[dict[str, Any]]:
    """The months that count, each with its weight; empty for what is no flow."""
    if not is_flow(indicator):
        return []
    weights = month_weights(indicator, plan)
    months = range(plan.first_day.month, plan.first_day.month + len(weights))
    return [
        {"indicator": indicator.code, "month": date(plan.year, month, 1), "weight": weight}
        for month, weight in zip(months, weights, strict=True)
        if weight > 0
    ]


def complete_months(indicator: Indicator, as_of: date, plan: Plan) -> int:
    """How many of the months that count are over; none of what is no flow."""
    over = month_weights(indicator, plan)[: int(months_gone(as_of, plan))]
    return sum(weight > 0 for weight in over) if is_flow(indicator) else 0


def range_factor(indicator: Indicator, as_of: date, plan: Plan) -> float | None:
    """Half the range in standard deviations of a month's increment; None: too little to say.

    The months to come scatter (√Σw²), and the mean so far may be off (Σw/√n); both are added in
    full, for good and bad months come in runs.
    """
    n = complete_months(indicator, as_of, plan)
    if n < FEWEST_MONTHS:
        return None
    left = list(_weights_left(indicator, as_of, plan))
    return T90[n] * (sqrt(sum(w * w for w in left)) + sum(left) / sqrt(n))


def _weights_left(indicator: Indicator, as_of: date, plan: Plan) -> Iterator[float]:
    """The weights of the months to come, the running month in its part."""
    gone = months_gone(as_of, plan)
    weights = month_weights(indicator, plan)
    yield from (w * min(1.0, max(0.0, n + 1 - gone)) for n, w in enumerate(weights))
