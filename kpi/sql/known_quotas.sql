-- The plan's quotas and those that units handed in, as known at $known_at.
select
    indicator, entity, target, effective_on, basis,
    '-infinity'::timestamp as received_at, 0 as submission_id,
    null::varchar as sheet, null::integer as row
from {derived}.plan_quotas
union all
select
    q.indicator, coalesce(q.unit, '全区'), q.target, q.effective_on, q.basis,
    a.received_at, q.submission_id, q.sheet, q.row
from quota as q
inner join arrivals($known_at) as a using (submission_id)
