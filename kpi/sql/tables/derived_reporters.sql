-- Which units report what a row rests on: in a month of its own where the row is one month's
-- report, elsewhere (null) in every month.
with
own as (
    select indicator, entity, unit, null::date as month
    from (
        select unnest(
            $reporters::json::struct(indicator varchar, entity varchar, unit varchar)[],
            recursive := true
        )
    )
    union all
    select indicator, entity, unit, month from {{ derived }}.entities where unit is not null
),

all_reporters as (
    select indicator, entity, unit, month from own
    union
    select p.indicator, p.parent, o.unit, o.month
    from {{ derived }}.parents as p
    inner join own as o on o.indicator = p.indicator and o.entity = p.entity
)

select *
from all_reporters
qualify month is null or not bool_or(month is null) over (partition by indicator, entity, unit)
