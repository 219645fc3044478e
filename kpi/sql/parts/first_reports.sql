-- The submission by which each report that is owed came in for the first time.
first_reports as (
    select
        d.unit || '@' || strftime(d.month, '%Y-%m') as entity,
        d.form, d.unit, d.month, d.due_on, d.received_at,
        d.received_at < d.due_before as is_on_time,
        c.submission_id
    from {{ known }}.duties as d
    inner join coverage as c using (form, unit, month)
    inner join arrivals($known_at) as a
        on a.submission_id = c.submission_id and a.received_at = d.received_at
    where d.month <= $as_of
    qualify row_number() over (partition by d.form, d.unit, d.month order by c.submission_id) = 1
)
