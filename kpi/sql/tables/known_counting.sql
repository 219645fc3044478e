-- Which submission counts for each form, unit and month, as known at $known_at, and on which days:
-- of snapshots the newest whose month has ended.
with
spoken as materialized (from in_force($known_at)),

following as (
    select s.form, s.unit, s.month, min(n.month) as month_after
    from spoken as s
    inner join spoken as n on n.form = s.form and n.unit = s.unit and n.month > s.month
    where s.cadence = 'snapshot'
    group by s.form, s.unit, s.month
)

select
    s.form, s.submission_id, s.unit, s.month, s.arrival,
    if(s.cadence = 'snapshot', last_day(s.month), '-infinity'::date) as counts_from,
    coalesce(last_day(f.month_after), 'infinity'::date) as counts_until
from spoken as s
left join following as f on f.form = s.form and f.unit = s.unit and f.month = s.month
-- another year's reports stay in their year, and its newest list is not this year's
where s.month between $first_day and $last_day
