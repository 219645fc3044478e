-- What an entity's rows bring (null: all entities'), by a column of the form.
with
{placed},

{brought}

select
    coalesce({label}, '（空）') as name,
    sum(b.amount)::bigint as amount,
    sum(b.base)::bigint as base,
    count(*) as rows
from brought as b
inner join {form} as t
    on t.submission_id = b.submission_id and t.sheet = b.sheet and t.row = b.row
where b.indicator = $indicator and ($entity is null or b.entity = $entity)
group by 1
order by 2 desc, 1
