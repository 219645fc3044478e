-- Which submission counts for each form, unit and month, as known at $known_at, and on which days:
-- of snapshots the newest whose month has ended.
counting as materialized (
    select
        form, submission_id, unit, month, arrival,
        if(cadence = 'snapshot', last_day(month), '-infinity'::date) as counts_from,
        if(
            cadence = 'snapshot',
            coalesce(last_day(min(month) over (
                partition by form, unit
                order by month range between interval 1 day following and unbounded following
            )), 'infinity'::date),
            'infinity'::date
        ) as counts_until
    from in_force($known_at)
    -- another year's reports stay in their year, and its newest list is not this year's
    qualify month between $first_day and $last_day
)
