-- The months of a form and unit that a newer submission replaced, and by which.
with
spoken as (
    select c.*, a.arrival, a.received_at, s.file_name
    from coverage as c
    inner join arrivals($known_at) as a using (submission_id)
    inner join submissions as s using (submission_id)
    where c.cadence <> 'append'
)

select
    o.form, o.unit, o.month,
    o.submission_id, o.file_name, o.received_at,
    n.submission_id as by_submission, n.file_name as by_file, n.received_at as replaced_at
from spoken as o
inner join spoken as n
    on n.form = o.form and n.unit = o.unit and n.month = o.month
    and n.mode = 'replace' and n.arrival > o.arrival
qualify row_number() over (
    partition by o.form, o.unit, o.month, o.submission_id order by n.arrival
) = 1
order by replaced_at desc, o.form, o.unit, o.month
