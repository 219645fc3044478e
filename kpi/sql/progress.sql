-- Progress of every indicator and entity at a day, as known at a moment: the only definition of it.
-- The names in braces are the files beside this one; everything from outside is bound.
with
{counting},

{pieces},

{duties},

-- entities: those the plan names, those the rows name, and the reports themselves -------------

duty_entities as (
    select
        i.code as indicator,
        d.unit || '@' || strftime(d.month, '%Y-%m') as entity,
        row_number() over (partition by i.code order by d.unit, d.month) as place,
        d.due_on as closes_on,
        d.unit,
        d.month,
        d.received_at,
        d.received_at < d.due_before as is_on_time
    from indicators as i
    inner join duties as d on d.form = i.form
    where i.source = 'submissions' and d.month <= $as_of
),

all_entities as (
    select indicator, entity, place, closes_on
    from {derived}.entities
    where begins_on <= $as_of
    union all
    select
        p.indicator,
        p.entity,
        row_number() over (partition by p.indicator order by p.entity),
        any_value(coalesce(i.deadline, $last_day))
    from pieces as p
    inner join indicators as i on i.code = p.indicator
    where i.is_open
    group by p.indicator, p.entity
    union all
    select indicator, entity, place, closes_on from duty_entities
),

-- quotas: the newest in force, an entity's own before the one for each -------------------------

known_quotas as (
    select
        indicator, entity, target, effective_on, basis, 0 as arrival,
        null::integer as submission_id, null::varchar as sheet, null::integer as row
    from {derived}.plan_quotas
    union all
    select
        q.indicator, coalesce(q.unit, '全区'), q.target, q.effective_on, q.basis, a.arrival,
        q.submission_id, q.sheet, q.row
    from quota as q
    inner join arrivals($known_at) as a using (submission_id)
),

targets as (
    select
        e.indicator, e.entity, q.target, q.entity as quota_entity, q.effective_on, q.basis,
        q.submission_id, q.sheet, q.row
    from all_entities as e
    inner join known_quotas as q on q.indicator = e.indicator and q.entity in (e.entity, '*')
    where q.effective_on <= $as_of
    qualify row_number() over (
        partition by e.indicator, e.entity
        order by q.effective_on desc, q.arrival desc, q.entity = '*'
    ) = 1
),

-- measures ---------------------------------------------------------------------------------

sums as (
    select
        p.indicator,
        p.entity,
        case any_value(i.measure)
            when 'count' then if(any_value(i.is_distinct), count(distinct p.item), sum(p.rows))
            when 'recurring' then sum(p.rows)
            when 'on_time' then max(p.best)
            else sum(p.value)
        end as amount,
        case any_value(i.measure) when 'ratio' then sum(p.over) when 'on_time' then 1 end as base,
        max(p.own_target) as own_target
    from pieces as p
    inner join indicators as i on i.code = p.indicator
    group by p.indicator, p.entity
    union all
    select indicator, entity, coalesce(is_on_time, false)::integer, null, null
    from duty_entities
),

entity_rows as (
    select
        e.indicator,
        'entity' as level,
        e.entity,
        e.place,
        e.closes_on,
        coalesce(s.amount, 0) as amount,
        coalesce(s.base, if(i.measure = 'on_time', 1, null)) as base,
        -- a target of nothing is no target: never green
        nullif(coalesce(s.own_target, t.target), 0) as target
    from all_entities as e
    inner join indicators as i on i.code = e.indicator
    left join sums as s on s.indicator = e.indicator and s.entity = e.entity
    left join targets as t on t.indicator = e.indicator and t.entity = e.entity
    where i.measure <> 'average' or e.entity <> '全区'
),

valued as (
    select
        r.*,
        case
            when i.measure in ('ratio', 'on_time') and i.is_percent
                then 100.0 * r.amount / nullif(r.base, 0)
            else r.amount / i.scale
        end as actual
    from entity_rows as r
    inner join indicators as i on i.code = r.indicator
),

judged as (
    select *, coalesce(actual >= target - 1e-9, false) as is_met
    from valued
),

-- roll-ups: recomputed from the sums, never averaged -------------------------------------------

lineages as (
    select j.indicator, j.entity, p.parent, p.place
    from judged as j
    inner join {derived}.parents as p on p.indicator = j.indicator and p.entity = j.entity
    union all
    select j.indicator, j.entity, $total, 1000000
    from judged as j
    inner join indicators as i on i.code = j.indicator
    where i.entity_kind <> 'district' and i.measure <> 'average'
    union all
    -- a unit's own reports over the months: 莘庄镇（合计）
    select indicator, entity, unit || $total_suffix, place from duty_entities
),

rollups as (
    select
        j.indicator,
        l.parent as entity,
        any_value(l.place) as place,
        -- open as long as none of those that are missing is overdue
        coalesce(min(j.closes_on) filter (where not j.is_met), max(j.closes_on)) as closes_on,
        case any_value(i.measure)
            when 'recurring' then count(*) filter (where j.is_met)
            else sum(j.amount)
        end as amount,
        sum(j.base) as base,
        case
            when any_value(i.measure) = 'recurring' then count(*)
            when any_value(i.is_percent)
                then sum(j.target * j.base) / nullif(sum(j.base) filter (where j.target is not null), 0)
            else sum(j.target)
        end as target,
        count(*) filter (where j.is_met) as met,
        count(*) filter (where j.target is not null and j.actual is not null) as entities
    from judged as j
    inner join indicators as i on i.code = j.indicator
    inner join lineages as l on l.indicator = j.indicator and l.entity = j.entity
    group by j.indicator, l.parent
),

averages as (
    select
        j.indicator,
        '全区' as entity,
        sum(j.amount) as amount,
        count(*) as base,
        nullif(any_value(t.target), 0) as target,
        count(*) filter (where j.is_met) as met,
        count(*) filter (where j.target is not null) as entities,
        max(j.closes_on) as closes_on
    from judged as j
    inner join indicators as i on i.code = j.indicator
    left join targets as t on t.indicator = j.indicator and t.entity = '全区'
    where i.measure = 'average'
    group by j.indicator
),

all_rows as (
    select
        indicator, level, entity, place, closes_on, amount, base, target, actual,
        null::bigint as met, null::bigint as entities, is_met
    from judged
    union all
    select
        r.indicator, 'rollup', r.entity, r.place, r.closes_on, r.amount, r.base, r.target,
        case
            when i.is_percent then 100.0 * r.amount / nullif(r.base, 0)
            else r.amount / i.scale
        end,
        r.met, r.entities, r.entities > 0 and r.met = r.entities
    from rollups as r
    inner join indicators as i on i.code = r.indicator
    union all
    select
        indicator, 'entity', entity, 0, closes_on, amount, base, target,
        amount / nullif(base, 0), met, entities,
        coalesce(amount / nullif(base, 0) >= target - 1e-9, false)
    from averages
),

-- forecast: how much the monthly increments of a flow scatter, per unit of a month's weight ------

shape as (
    select unnest(
        $shape::struct(indicator varchar, month date, weight double)[], recursive := true
    )
),

increments as (
    select
        p.indicator, p.entity, p.month,
        sum(if(i.measure = 'count', p.rows, p.value)) as amount
    from pieces as p
    inner join indicators as i on i.code = p.indicator
    where i.range_factor is not null and not i.is_distinct
    group by p.indicator, p.entity, p.month
    union all
    -- what is counted once belongs to the month in which it first came up
    select indicator, entity, month, count(*)
    from (
        select p.indicator, p.entity, p.item, min(p.month) as month
        from pieces as p
        inner join indicators as i on i.code = p.indicator
        where i.range_factor is not null and i.is_distinct and p.item is not null
        group by p.indicator, p.entity, p.item
    )
    group by indicator, entity, month
),

all_increments as (
    select indicator, entity, month, amount from increments
    union all
    select n.indicator, l.parent, n.month, sum(n.amount)
    from increments as n
    inner join lineages as l on l.indicator = n.indicator and l.entity = n.entity
    group by n.indicator, l.parent, n.month
),

spreads as (
    select
        n.indicator,
        n.entity,
        -- in the order of the months, for a sum of doubles depends on its order
        list_sum(list(n.amount / h.weight order by n.month)) as total,
        list_sum(list((n.amount / h.weight) ** 2 order by n.month)) as squares
    from all_increments as n
    inner join shape as h on h.indicator = n.indicator and h.month = n.month
    group by n.indicator, n.entity
),

forecasts as (
    select
        a.indicator,
        a.entity,
        a.actual / nullif(i.elapsed, 0) as point,
        i.range_factor / i.scale * sqrt(greatest(0, coalesce(
            (s.squares - s.total ** 2 / i.months_complete) / (i.months_complete - 1), 0
        ))) as half
    from all_rows as a
    inner join indicators as i on i.code = a.indicator
    left join spreads as s on s.indicator = a.indicator and s.entity = a.entity
    where i.range_factor is not null
),

-- the reports that a row rests on -----------------------------------------------------------

-- a month of its own where a row is one month's report; elsewhere every month counts
row_reporters as (
    select indicator, entity, unit, null::date as month from {derived}.reporters
    union
    select p.indicator, p.entity, p.reporting_unit, null
    from pieces as p
    inner join indicators as i on i.code = p.indicator
    where i.is_open
    union
    select indicator, entity, unit, month from duty_entities
),

row_reports as (
    select indicator, entity, unit, month from row_reporters
    union
    select l.indicator, l.parent, r.unit, r.month
    from lineages as l
    inner join row_reporters as r on r.indicator = l.indicator and r.entity = l.entity
),

row_duties as (
    select distinct r.indicator, r.entity, d.unit, d.month, d.due_on, d.received_at
    from row_reports as r
    inner join indicators as i on i.code = r.indicator
    inner join duties as d on d.form = i.form and d.unit = r.unit
    where r.month is null or d.month = r.month
),

reports as (
    select
        indicator,
        entity,
        count(*) filter (where due_on <= $as_of) as reports_due,
        count(received_at) filter (where due_on <= $as_of) as reports_in,
        -- one that is not due yet speaks too: a snapshot holds what the months before it did
        count(received_at) > 0 as is_reported
    from row_duties
    group by indicator, entity
),

-- pace and status ---------------------------------------------------------------------------

paced as (
    select
        i.code as indicator,
        a.entity,
        a.level,
        a.actual,
        if(i.measure = 'ratio' or i.is_percent or (i.measure = 'average' and a.entity = '全区'),
            a.amount / i.scale, null) as numerator,
        if(i.measure = 'ratio' or i.is_percent or (i.measure = 'average' and a.entity = '全区'),
            a.base / i.scale, null) as denominator,
        a.target,
        coalesce(i.deadline, if(i.source = 'submissions' and a.level = 'entity', a.closes_on, null))
            as deadline,
        a.actual / nullif(a.target, 0) as rate,
        i.elapsed,
        if(i.pace = 'linear', a.target * i.elapsed, null) as expected,
        if(i.pace = 'linear', (a.actual / nullif(a.target, 0) - i.elapsed) * 100, null)
            as pace_gap_points,
        if(i.pace = 'linear' and a.actual < a.target and $months_left > 0,
            (a.target - a.actual) / $months_left, null) as needed_per_month,
        f.point as forecast,
        -- what is done is done: only returned goods lower a sum
        if(f.point is null, null, greatest(f.point - f.half, least(a.actual, f.point)))
            as forecast_low,
        f.point + f.half as forecast_high,
        a.met,
        a.entities,
        a.is_met,
        a.closes_on <= $as_of as is_closed,
        coalesce(r.reports_in, 0) as reports_in,
        coalesce(r.reports_due, 0) as reports_due,
        coalesce(r.is_reported, false) as is_reported,
        d.received_at as report_received_at,
        t.quota_entity,
        t.effective_on as quota_effective_on,
        t.basis as quota_basis,
        t.submission_id as quota_submission_id,
        t.sheet as quota_sheet,
        t.row as quota_row,
        t.target as quota_target,
        i.place as indicator_place,
        i.pace,
        i.uom,
        a.place
    from all_rows as a
    inner join indicators as i on i.code = a.indicator
    left join reports as r on r.indicator = a.indicator and r.entity = a.entity
    left join duty_entities as d on d.indicator = a.indicator and d.entity = a.entity
    left join targets as t on t.indicator = a.indicator and t.entity = a.entity
    left join forecasts as f on f.indicator = a.indicator and f.entity = a.entity
),

progress as (
    select
        *,
        case
            when target is null then '待下达'
            when is_met then '已完成'
            when pace <> 'linear' then if(is_closed, '逾期', '未到期')
            -- a rate of nothing: there is no figure to judge
            when actual is null then '未到期'
            when reports_due > 0 and not is_reported then '未报送'
            when $as_of >= $last_day then '逾期'
            when elapsed = 0 then '未到期'
            when rate / elapsed >= $ahead - 1e-9 then '超序时'
            when rate / elapsed >= $on_pace - 1e-9 then '达序时'
            when rate / elapsed >= $behind - 1e-9 then '滞后'
            else '严重滞后'
        end as status
    from paced
)

select
    indicator, entity, level, actual, numerator, denominator, target, deadline, rate, elapsed,
    expected, pace_gap_points, needed_per_month, forecast, forecast_low, forecast_high, met,
    entities, status, reports_in, reports_due, report_received_at, uom, pace, is_met,
    quota_entity, quota_effective_on, quota_basis, quota_submission_id, quota_sheet, quota_row,
    quota_target
from progress
order by indicator_place, level, place, entity
