-- The rows behind a figure: each with its source and what it brings; $entity null: all of them.
with
{placed}

select
    p.entity,
    p.value as counted_value,
    p.over as counted_over,
    s.submission_id,
    s.file_name,
    s.received_at,
    t.* exclude (submission_id)
from placed as p
inner join {form} as t
    on t.submission_id = p.submission_id and t.sheet = p.sheet and t.row = p.row
inner join submissions as s on s.submission_id = p.submission_id
where p.indicator = $indicator and ($entity is null or p.entity = $entity)
order by p.entity, s.received_at, s.submission_id, p.sheet, p.row
