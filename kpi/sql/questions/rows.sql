-- The rows behind a figure: each with its source and what it brings; $entity null: all of them.
-- $only are the members of $entity, told for they are looked up before anything is joined.
-- $slice and $within narrow them to one value of a column, and a long list comes by the page.
with
{% include "parts/placed.sql" %},

wanted as (
    select p.*
    from placed as p
    where
        ($entity is null or (list_contains($only, p.member) and p.entity = $entity))
        {% if has_slice %}
        and coalesce(p.label, '（空）') = $slice
        {% endif %}
        {% if has_within %}
        and p.inside = $within
        {% endif %}
        and (
            $submission is null
            or (p.submission_id, p.sheet, p.row) = ($submission, $sheet, $row)
        )
    -- in the order in which they came
    order by p.entity, p.arrival, p.sheet, p.row
    limit $most offset $first
)

select
    w.entity,
    w.value as counted_value,
    w.over as counted_over,
    w.submission_id,
    s.file_name,
    s.received_at,
    whole.* exclude (submission_id)
from wanted as w
inner join submissions as s on s.submission_id = w.submission_id
-- all of a row's columns are read once it is known which rows are wanted
inner join {{ form }} as whole on whole.rowid = w.place
order by w.entity, w.arrival, w.sheet, w.row
