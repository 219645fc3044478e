"""An indicator's rule as SQL, for a reader; what is run is parts/fact.sql and what rests on it."""

from kpi.plan import Indicator
from kpi.plan.facts import expression

_MEASURES = {
    "sum": "sum({value})",
    "average": "sum({value})",
    "count": "count(*)",
    "recurring": "count(*)",
    "on_time": "max({value})",
    "ratio": "sum({value}) / sum({over})",
}


def rule_sql(indicator: Indicator) -> str:
    """An indicator's rule as the SQL that a reader can follow, on one line."""
    if indicator.source == "submissions":
        return f"select received_at < due_before from duties where form = '{indicator.form}'"
    value, over = expression(indicator, indicator.value), expression(indicator, indicator.over)
    measure = _MEASURES[indicator.measure].format(value=value, over=over)
    if indicator.distinct:
        measure = f"count(distinct {indicator.distinct})"
    if indicator.is_percent:
        measure = f"100 * {measure}"
    elif indicator.scale != 1:
        measure = f"{measure} / {indicator.scale}"
    days = [f"{indicator.on} <= $as_of"] if indicator.on else []
    where = " and ".join(([indicator.where] if indicator.where else []) + days)
    text = f"select {measure} from {indicator.form}{f' where {where}' if where else ''}"
    return f"{text} group by {indicator.by}" if indicator.by else text
