-- Progress of every indicator and entity at a day, as known at a moment: the only definition of it.
-- Several days may be asked for at once. The names in braces are the files beside this one;
-- everything from outside is bound.
with
{asked},

{pieces},

-- quotas: the newest in force, an entity's own before the one for each -------------------------

targets as materialized (
    select
        q.indicator,
        i.as_of,
        q.of_entity as entity,
        arg_max(q, {
            'effective_on': q.effective_on, 'received_at': q.received_at,
            'submission_id': q.submission_id, 'is_own': q.entity <> '*'
        }) as quota
    from {known}.quotas as q
    inner join indicators as i on i.code = q.indicator
    where q.effective_on <= i.as_of
    group by q.indicator, i.as_of, q.of_entity
),

-- measures ---------------------------------------------------------------------------------

-- what is counted once is one, and belongs to the month in which it first came up
items as (
    select
        indicator,
        as_of,
        entity,
        item,
        measure,
        is_distinct,
        is_forecast,
        min(month) as month,
        sum(value) as value,
        max(best) as best,
        sum(over) as over,
        max(own_target) as own_target,
        if(measure = 'count' and is_distinct, (item is not null)::integer, sum(rows)) as rows
    from pieces
    group by indicator, as_of, entity, item, measure, is_distinct, is_forecast
),

sums as (
    select
        indicator,
        as_of,
        entity,
        case
            when measure in ('count', 'recurring') then sum(rows)
            when measure = 'on_time' then max(best)
            else sum(value)
        end as amount,
        case measure when 'ratio' then sum(over) when 'on_time' then 1 end as base,
        max(own_target) as own_target
    from items
    group by indicator, as_of, entity, measure
),

entity_rows as (
    select
        e.indicator,
        i.as_of,
        e.entity,
        e.place,
        e.closes_on,
        i.measure,
        i.is_percent,
        i.scale,
        if(i.source = 'submissions', coalesce(d.received_at < d.due_before, false)::integer,
            coalesce(s.amount, 0)) as amount,
        coalesce(s.base, if(i.measure = 'on_time', 1, null)) as base,
        -- a target of nothing is no target: never green
        nullif(coalesce(s.own_target, t.quota.target), 0) as target,
        d.received_at as report_received_at
    from {derived}.entities as e
    inner join indicators as i on i.code = e.indicator
    left join {known}.duties as d on d.form = e.form and d.unit = e.unit and d.month = e.month
    left join sums as s
        on s.indicator = e.indicator and s.as_of = i.as_of and s.entity = e.entity
    left join targets as t
        on t.indicator = e.indicator and t.as_of = i.as_of and t.entity = e.entity
    where
        -- what only rows name is there while they count, and a report while it is owed
        case
            when e.unit is not null then d.unit is not null and e.begins_on <= i.as_of
            when i.is_open then s.entity is not null
            else e.begins_on <= i.as_of and (i.measure <> 'average' or e.entity <> '全区')
        end
),

judged as materialized (
    select
        *,
        case
            when measure in ('ratio', 'on_time') and is_percent
                then 100.0 * amount / nullif(base, 0)
            else amount / scale
        end as actual,
        coalesce(actual >= target - 1e-9, false) as is_met
    from entity_rows
),

-- roll-ups: recomputed from the sums, never averaged -------------------------------------------

rollups as (
    select
        j.indicator,
        j.as_of,
        p.parent as entity,
        p.parent = '全区' as is_average,
        any_value(p.place) as place,
        -- open as long as none of those that are missing is overdue
        coalesce(
            min(j.closes_on) filter (where not j.is_met and p.parent <> '全区'),
            max(j.closes_on)
        ) as closes_on,
        if(j.measure = 'recurring', count(*) filter (where j.is_met), sum(j.amount)) as amount,
        if(p.parent = '全区', count(*), sum(j.base)) as base,
        case
            when p.parent = '全区' then null
            when j.measure = 'recurring' then count(*)
            when j.is_percent
                then sum(j.target * j.base) / nullif(sum(j.base) filter (where j.target is not null), 0)
            else sum(j.target)
        end as target_of_parts,
        case
            when p.parent = '全区' then sum(j.amount) / count(*)
            when j.is_percent then 100.0 * sum(j.amount) / nullif(sum(j.base), 0)
            when j.measure = 'recurring' then count(*) filter (where j.is_met) / j.scale
            else sum(j.amount) / j.scale
        end as actual,
        -- like with like: a rate compares those alone whose quota is told
        case
            when p.parent = '全区' or j.measure = 'recurring' then null
            when j.is_percent
                then 100.0 * sum(j.amount) filter (where j.target is not null)
                    / nullif(sum(j.base) filter (where j.target is not null), 0)
            else sum(j.amount) filter (where j.target is not null) / j.scale
        end as actual_of_told,
        count(*) filter (where j.is_met) as met,
        count(*) filter (where j.target is not null and j.actual is not null) as entities,
        count(*) filter (where j.target is null and j.measure <> 'recurring') as untold
    from judged as j
    inner join {derived}.parents as p on p.indicator = j.indicator and p.entity = j.entity
    group by j.indicator, j.as_of, p.parent, j.measure, j.is_percent, j.scale
),

all_rows as (
    select
        indicator, as_of, 'entity' as level, entity, place, closes_on, amount, base, actual, target,
        actual as actual_of_told, null::bigint as met, null::bigint as entities,
        null::bigint as untold, is_met, report_received_at
    from judged
    union all
    select
        r.indicator, r.as_of, if(r.is_average, 'entity', 'rollup'), r.entity, r.place, r.closes_on,
        r.amount, r.base, r.actual, if(r.is_average, nullif(t.quota.target, 0), r.target_of_parts),
        coalesce(r.actual_of_told, r.actual), r.met, r.entities,
        if(r.is_average, 0, r.untold),
        if(
            r.is_average,
            coalesce(r.actual >= nullif(t.quota.target, 0) - 1e-9, false),
            r.entities > 0 and r.met = r.entities
        ),
        null
    from rollups as r
    left join targets as t
        on r.is_average
        and t.indicator = r.indicator and t.as_of = r.as_of and t.entity = r.entity
),

-- forecast: how much the monthly increments of a flow scatter, per unit of a month's weight ------

flows as (
    select indicator, as_of, entity, month, if(measure = 'count', rows, value) as amount
    from pieces
    where is_forecast and not is_distinct
    union all
    select indicator, as_of, entity, month, rows
    from items
    where is_forecast and is_distinct
),

all_flows as (
    select indicator, as_of, entity, month, amount from flows
    union all
    select f.indicator, f.as_of, p.parent, f.month, f.amount
    from flows as f
    inner join {derived}.parents as p on p.indicator = f.indicator and p.entity = f.entity
),

increments as (
    select indicator, as_of, entity, month, sum(amount) as amount
    from all_flows
    group by indicator, as_of, entity, month
),

spreads as (
    select
        n.indicator,
        n.as_of,
        n.entity,
        -- in order, for a sum of doubles depends on it
        list_sort(list(n.amount / h.weight)) as amounts
    from increments as n
    inner join {derived}.months as h on h.indicator = n.indicator and h.month = n.month
    where last_day(h.month) <= n.as_of
    group by n.indicator, n.as_of, n.entity
),

-- the reports that a row rests on -----------------------------------------------------------

row_reports as (
    select r.indicator, i.as_of, i.form, r.entity, r.unit, r.month
    from {derived}.reporters as r
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
    inner join {known}.duties as d on d.form = r.form and d.unit = r.unit
    where r.month is null or (d.month = r.month and r.month <= r.as_of)
    group by r.indicator, r.as_of, r.entity
),

-- pace and status ---------------------------------------------------------------------------

paced as (
    select
        a.*,
        i.place as indicator_place,
        i.pace,
        i.uom,
        i.elapsed,
        if(i.measure = 'ratio' or i.is_percent or (i.measure = 'average' and a.entity = '全区'),
            a.amount / i.scale, null) as numerator,
        if(i.measure = 'ratio' or i.is_percent or (i.measure = 'average' and a.entity = '全区'),
            a.base / i.scale, null) as denominator,
        coalesce(i.deadline, if(i.source = 'submissions' and a.level = 'entity', a.closes_on, null))
            as deadline,
        a.actual_of_told / nullif(a.target, 0) as rate,
        if(i.pace = 'linear', a.target * i.elapsed, null) as expected,
        if(i.pace = 'linear', (rate - i.elapsed) * 100, null) as pace_gap_points,
        if(i.pace = 'linear' and a.actual_of_told < a.target and i.months_left > 0,
            (a.target - a.actual_of_told) / i.months_left, null) as needed_per_month,
        if(i.range_factor is null, null, a.actual / nullif(i.elapsed, 0)) as forecast,
        i.range_factor / i.scale * sqrt(greatest(0, coalesce(
            (
                list_sum(list_transform(s.amounts, lambda x: x * x))
                - list_sum(s.amounts) ** 2 / i.months_complete
            ) / (i.months_complete - 1), 0
        ))) as half,
        -- what is done is done: only returned goods lower a sum
        if(forecast is null, null, greatest(forecast - half, least(a.actual, forecast)))
            as forecast_low,
        forecast + half as forecast_high,
        coalesce(r.reports_in, 0) as reports_in,
        coalesce(r.reports_due, 0) as reports_due,
        coalesce(r.is_reported, false) as is_reported,
        t.quota.entity as quota_entity,
        t.quota.effective_on as quota_effective_on,
        t.quota.basis as quota_basis,
        nullif(t.quota.submission_id, 0) as quota_submission_id,
        t.quota.sheet as quota_sheet,
        t.quota.row as quota_row,
        t.quota.target as quota_target
    from all_rows as a
    inner join indicators as i on i.code = a.indicator and i.as_of = a.as_of
    left join reports as r
        on r.indicator = a.indicator and r.as_of = a.as_of and r.entity = a.entity
    left join targets as t
        on t.indicator = a.indicator and t.as_of = a.as_of and t.entity = a.entity
    left join spreads as s
        on s.indicator = a.indicator and s.as_of = a.as_of and s.entity = a.entity
),

progress as (
    select
        *,
        case
            when target is null then '待下达'
            when is_met then '已完成'
            when pace <> 'linear' then if(closes_on <= as_of, '逾期', '未到期')
            -- a rate of nothing: there is no figure to judge
            when actual is null then '未到期'
            when reports_due > 0 and not is_reported then '未报送'
            when as_of >= $last_day then '逾期'
            when elapsed = 0 then '未到期'
            when rate / elapsed >= $ahead - 1e-9 then '超序时'
            when rate / elapsed >= $on_pace - 1e-9 then '达序时'
            when rate / elapsed >= $behind - 1e-9 then '滞后'
            else '严重滞后'
        end as status
    from paced
)

select
    as_of, indicator, entity, level, actual, numerator, denominator, target, deadline, rate, elapsed,
    expected, pace_gap_points, needed_per_month, forecast, forecast_low, forecast_high, met,
    entities, untold, actual_of_told, status, reports_in, reports_due, report_received_at, uom, pace, is_met,
    quota_entity, quota_effective_on, quota_basis, quota_submission_id, quota_sheet, quota_row,
    quota_target
from progress
order by as_of, indicator_place, level, place, entity
