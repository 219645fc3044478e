-- What an entity's rows bring (null: all entities'), by a column of the form, where rows sum.
with
{% include "parts/sliced.sql" %}

select
    coalesce(label, '（空）') as name,
    sum(amount)::bigint as amount,
    sum(base)::bigint as base,
    sum(rows)::bigint as rows
from sliced
where $entity is null or entity = $entity
group by 1
order by 2 desc, 1
