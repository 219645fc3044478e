{#
The rows of one indicator. What is counted: indicator, form, is_open, member, value, over, item,
own_target, and the columns that a question asks for as its labels; where each stands:
reporting_unit, submission_id, sheet, row, month; and day, from which on it may count, null where
its form has no days.
#}
    select
        '{{ fact.code }}' as indicator,
        '{{ fact.form }}' as form,
        {{ fact.is_open }} as is_open,
        {% if fact.entity == "month" %}
        strftime({{ fact.on }}, '%Y-%m')
        {% elif fact.entity == "quarter" %}
        strftime({{ fact.on }}, '%Y-Q') || quarter({{ fact.on }})
        {% elif fact.entity == "two_months" %}
        strftime({{ fact.on }}, '%Y-')
        || lpad((((month({{ fact.on }}) - 1) // 2) * 2 + 1)::varchar, 2, '0') || '~'
        || lpad((((month({{ fact.on }}) - 1) // 2) * 2 + 2)::varchar, 2, '0')
        {% elif fact.by %}
        t.{{ fact.by }}
        {% else %}
        '全区'
        {% endif %}
        as member,
        ({{ fact.value }})::bigint as value,
        ({{ fact.over }})::bigint as over,
        ({{ fact.distinct }})::varchar as item,
        ({{ fact.own_target }})::double as own_target,
        {{ labels }},
        t.reporting_unit,
        t.submission_id,
        t.sheet,
        t.row,
        t.month,
        ({{ fact.on }})::date as day
    from {{ fact.form }} as t
    {% if fact.where %}
    where {{ fact.where }}
    {% endif %}
