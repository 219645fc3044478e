-- The plan's quotas and those that units handed in, as known at $known_at, for each entity that
-- they speak of: its own, or the one for each of an indicator.
with
told as (
    select
        indicator, entity, target, effective_on, basis,
        '-infinity'::timestamp as received_at, 0 as submission_id,
        null::varchar as sheet, null::integer as row
    from {{ derived }}.plan_quotas
    union all
    select
        q.indicator, coalesce(q.unit, '全区'), q.target, q.effective_on, q.basis,
        a.received_at, q.submission_id, q.sheet, q.row
    from quota as q
    inner join arrivals($known_at) as a using (submission_id)
)

select e.entity as of_entity, t.*
from {{ derived }}.entities as e
inner join told as t on t.indicator = e.indicator and t.entity in (e.entity, '*')
