-- The entities of each indicator: those the plan names, those the rows name, and the reports
-- themselves, with what a report of its own is owed.
select *
from (
    select unnest(
        $entities::json::struct(
            indicator varchar, entity varchar, place integer, begins_on date, closes_on date,
            form varchar, unit varchar, month date
        )[],
        recursive := true
    )
)
union all
select p.indicator, p.entity, 0, null, coalesce(i.deadline, $last_day), null, null, null
from {{ derived }}.pieces as p
inner join {{ derived }}.traits as i on i.code = p.indicator
where i.is_open
group by all
