-- Every row that may ever count, with its form and the entity that it belongs to.
-- The types are written out, for a list may be empty.
members as (
    select unnest(
        $members::json::struct(indicator varchar, member varchar, entity varchar)[], recursive := true
    )
),

-- one select an indicator; where only reports count: the same columns, and no row
facts as (
{% for fact in facts %}
    {% include "parts/fact.sql" %}
    {{ "union all" if not loop.last }}
{% else %}
    select
        null::varchar as indicator, null::varchar as form, null::boolean as is_open,
        null::varchar as member, null::bigint as value,
        null::bigint as over, null::varchar as item, null::double as own_target,
        null::varchar as label, null::varchar as reporting_unit, null::integer as submission_id,
        null::varchar as sheet, null::integer as row, null::date as month, null::date as day
    where false
{% endfor %}
),

belonging as (
    select f.* exclude (is_open), coalesce(m.entity, f.member) as entity
    from facts as f
    left join members as m on m.indicator = f.indicator and m.member = f.member
    where m.entity is not null or (f.is_open and f.member is not null)
)
