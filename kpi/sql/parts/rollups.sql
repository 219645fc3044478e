-- Roll-ups beside their entities: recomputed from the sums, never averaged.
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
    inner join {{ derived }}.parents as p on p.indicator = j.indicator and p.entity = j.entity
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
)
