-- The rows behind a figure: each with its source and what it brings; $entity null: all of them.
-- $members are those of the indicator, or of the entity alone, which are told in $only then.
-- $slice narrows them to one value of a column, and a long list comes by the page.
with
members as (
    select unnest(
        $members::struct(indicator varchar, member varchar, entity varchar)[], recursive := true
    )
),

facts as (
{facts}
),

wanted as (
    select
        coalesce($entity, m.entity, f.member) as entity,
        f.value as counted_value,
        f.over as counted_over,
        f.submission_id,
        s.file_name,
        s.received_at,
        f.sheet,
        f.row,
        f.whole
    from facts as f
    inner join {known}.counting as c
        on c.form = $form and c.submission_id = f.submission_id
        and c.unit = f.reporting_unit and c.month = f.month
        and $as_of >= c.counts_from and $as_of < c.counts_until
    inner join submissions as s on s.submission_id = f.submission_id
    left join members as m on m.member = f.member
    where
        -- a snapshot's rows have no day of their own: they count from the end of their month
        (f.day is null or f.day <= $as_of)
        and f.member is not null
        -- before any join: of a million rows, a town's
        and if($entity is null, $is_open or m.entity is not null, list_contains($only, f.member))
        and ($slice is null or coalesce(f.label, '（空）') = $slice)
        and (
            $submission is null
            or (f.submission_id, f.sheet, f.row) = ($submission, $sheet, $row)
        )
    order by 1, s.received_at, f.submission_id, f.sheet, f.row
    limit $most offset $first
)

select * exclude (whole, sheet, row), whole.* exclude (submission_id)
from wanted
order by entity, received_at, submission_id, sheet, row
