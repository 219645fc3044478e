-- What an entity's rows bring (null: all entities'), by a column of the form or by entity, where rows
-- sum; with $within only of the rows that have a value in another column.
with
{% include "parts/sliced.sql" %}

select
    coalesce({{ by }}, '（空）') as name,
    sum(amount)::bigint as amount,
    sum(base)::bigint as base,
    sum(rows)::bigint as rows
from sliced
where
    ($entity is null or entity = $entity)
    {% if has_within %}
    and inside = $within
    {% endif %}
group by 1
order by 2 desc, 1
