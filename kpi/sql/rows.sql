-- The rows behind a figure: each with its source and what it brings; $entity null: all of them.
-- $slice narrows them to one value of a column, and a long list comes by the page.
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
where
    p.indicator = $indicator
    and ($entity is null or p.entity = $entity)
    and ($slice is null or coalesce({label}, '（空）') = $slice)
    and ($submission is null or (p.submission_id, p.sheet, p.row) = ($submission, $sheet, $row))
order by p.entity, s.received_at, s.submission_id, p.sheet, p.row
limit $most offset $first
