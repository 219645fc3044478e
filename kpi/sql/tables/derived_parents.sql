-- The hierarchies along which entities are rolled up: those of the plan, a unit's own reports over
-- the months, all of them, and the district that stands for an average.
select *
from (
    select unnest(
        $parents::json::struct(indicator varchar, entity varchar, parent varchar, place integer)[],
        recursive := true
    )
)
union all
select
    indicator, entity, unit || $total_suffix,
    min(place) over (partition by indicator, unit)
from {{ derived }}.entities
where unit is not null
union all
select e.indicator, e.entity, $total, 1000000
from {{ derived }}.entities as e
inner join {{ derived }}.traits as i on i.code = e.indicator
where i.entity_kind <> 'district' and i.measure <> 'average'
union all
select e.indicator, e.entity, '全区', 0
from {{ derived }}.entities as e
inner join {{ derived }}.traits as i on i.code = e.indicator
where i.measure = 'average' and e.entity <> '全区'
