"""An indicator's rule as SQL, for a reader; what is run is parts/fact.sql and what rests on it."""

from kpi.plan import Indicator
from kpi.plan.facts import fact_of

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
    fact = fact_of(indicator)
    measure = _MEASURES[indicator.measure].format(value=fact.value, over=fact.over)
    if indicator.distinct:
        measure = f"count(distinct {fact.distinct})"
    if indicator.is_percent:
        measure = f"100 * {measure}"
    elif indicator.scale != 1:
        measure = f"{measure} / {indicator.scale}"
    days = [f"{fact.on} <= $as_of"] if indicator.on else []
    where = " and ".join(([fact.where] if fact.where else []) + days)
    text = f"select {measure} from {indicator.form}{f' where {where}' if where else ''}"
    return f"{text} group by {indicator.by}" if indicator.by else text
