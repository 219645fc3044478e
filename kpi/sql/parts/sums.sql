-- What each entity has done, and whether that reaches its quota. What is counted once is one, and
-- belongs to the month in which it first came up.
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
    from {{ derived }}.entities as e
    inner join indicators as i on i.code = e.indicator
    left join {{ known }}.duties as d on d.form = e.form and d.unit = e.unit and d.month = e.month
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
)
