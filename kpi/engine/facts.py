"""From the plan to SQL: each indicator's rows as one select over its form's table.

The plan's expressions are part of the program, like any semantic layer's; no user's text is.
"""

from kpi.plan import Indicator, Plan
from kpi.plan.entities import OPEN_KINDS

_PERIOD_MEMBER = {
    "month": "strftime({on}, '%Y-%m')",
    "quarter": "strftime({on}, '%Y-Q') || quarter({on})",
    "two_months": (
        "strftime({on}, '%Y-') || lpad((((month({on}) - 1) // 2) * 2 + 1)::varchar, 2, '0')"
        " || '~' || lpad((((month({on}) - 1) // 2) * 2 + 2)::varchar, 2, '0')"
    ),
}

# Where only reports count: the same columns, and no row.
_NO_FACTS = """    select
        null::varchar as indicator, null::varchar as form, null::boolean as is_open,
        null::varchar as member, null::bigint as value,
        null::bigint as over, null::varchar as item, null::double as own_target,
        null::varchar as label, null::varchar as reporting_unit, null::integer as submission_id,
        null::varchar as sheet, null::integer as row, null::date as month, null::date as day
    where false"""


def facts_sql(plan: Plan) -> str:
    """Every indicator's rows, one select each.

    What is counted: indicator, form, is_open, member, value, over, item, own_target, and the
    columns that a question asks for as its labels; where each stands: reporting_unit,
    submission_id, sheet, row, month; and day, from which on it may count, null where its form has
    no days.
    """
    selects = [fact_sql(i) for i in plan.indicators if i.source == "rows"]
    return "\n    union all\n".join(selects or [_NO_FACTS])


def fact_sql(indicator: Indicator) -> str:
    """The select of one indicator."""
    where = f"\n    where {indicator.where}" if indicator.where else ""
    return f"""    select
        '{indicator.code}' as indicator,
        '{indicator.form}' as form,
        {indicator.entity in OPEN_KINDS} as is_open,
        {member_sql(indicator)} as member,
        {_expression(indicator, indicator.value)}::bigint as value,
        {_expression(indicator, indicator.over)}::bigint as over,
        ({indicator.distinct or "null"})::varchar as item,
        ({indicator.own_target or "null"})::double as own_target,
        {{labels}},
        t.reporting_unit,
        t.submission_id,
        t.sheet,
        t.row,
        t.month,
        ({indicator.on or "null"})::date as day
    from {indicator.form} as t{where}"""


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
    value, over = _expression(indicator, indicator.value), _expression(indicator, indicator.over)
    measure = _MEASURES[indicator.measure].format(value=value[1:-1], over=over[1:-1])
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


def member_sql(indicator: Indicator) -> str:
    """The expression whose value names the entity, or the member of one."""
    period = _PERIOD_MEMBER.get(indicator.entity)
    if period:
        return period.format(on=indicator.on)
    return f"t.{indicator.by}" if indicator.by else "'全区'"


def _expression(indicator: Indicator, text: str | None) -> str:
    deadline = f"date '{indicator.deadline}'" if indicator.deadline else "null"
    return f"({(text or 'null').replace('{deadline}', deadline)})"
