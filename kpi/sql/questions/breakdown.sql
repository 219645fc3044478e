-- What an entity's rows bring (null: all entities'), by a column of the form or by entity; with
-- $within only of the rows that have a value in another column.
with
{% include "parts/asked.sql" %},

{% include "parts/placed.sql" %},

{% include "parts/brought.sql" %}

select
    coalesce({{ by }}, '（空）') as name,
    sum(amount)::bigint as amount,
    sum(base)::bigint as base,
    count(*) as rows
from brought
where
    indicator = $indicator and ($entity is null or entity = $entity)
    {% if has_within %}
    and inside = $within
    {% endif %}
group by 1
order by 2 desc, 1
