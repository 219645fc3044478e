-- The rows behind a figure: each with its source and what it brings; $entity null: all of them.
-- $slice narrows them to one value of a column, and a long list comes by the page.
with
{placed},

wanted as (
    select p.*, s.file_name, s.received_at
    from placed as p
    inner join submissions as s on s.submission_id = p.submission_id
    where
        p.indicator = $indicator
        and ($entity is null or p.entity = $entity)
        and ($slice is null or coalesce(p.label, '（空）') = $slice)
        and (
            $submission is null
            or (p.submission_id, p.sheet, p.row) = ($submission, $sheet, $row)
        )
    order by p.entity, s.received_at, p.submission_id, p.sheet, p.row
    limit $most offset $first
)

select
    w.entity,
    w.value as counted_value,
    w.over as counted_over,
    w.submission_id,
    w.file_name,
    w.received_at,
    t.* exclude (submission_id)
from wanted as w
inner join {form} as t
    on t.submission_id = w.submission_id and t.sheet = w.sheet and t.row = w.row
order by w.entity, w.received_at, w.submission_id, w.sheet, w.row
