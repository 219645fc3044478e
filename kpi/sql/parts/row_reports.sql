-- The reports that a row rests on.
row_reports as (
    select r.indicator, i.as_of, i.form, r.entity, r.unit, r.month
    from {{ derived }}.reporters as r
    inner join indicators as i on i.code = r.indicator
    union
    select indicator, as_of, form, unnest([entity, $total]), reporting_unit, null
    from pieces
    where is_open
),

reports as (
    select
        r.indicator,
        r.as_of,
        r.entity,
        count(*) filter (where d.due_on <= r.as_of) as reports_due,
        count(d.received_at) filter (where d.due_on <= r.as_of) as reports_in,
        -- one that is not due yet speaks too: a snapshot holds what the months before it did
        count(d.received_at) > 0 as is_reported
    from row_reports as r
    inner join {{ known }}.duties as d on d.form = r.form and d.unit = r.unit
    where r.month is null or (d.month = r.month and r.month <= r.as_of)
    group by r.indicator, r.as_of, r.entity
)
