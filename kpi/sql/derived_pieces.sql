-- Every row that may ever count, in sums by day and submission; what is counted once keeps its item.
with
members as (
    select unnest(
        $members::struct(indicator varchar, member varchar, entity varchar)[], recursive := true
    )
),

facts as (
{facts}
)

select
    f.indicator,
    coalesce(m.entity, f.member) as entity,
    f.submission_id,
    f.reporting_unit,
    f.month,
    f.day,
    if(i.is_distinct, f.item, null) as item,
    sum(f.value) as value,
    max(f.value) as best,
    sum(f.over) as over,
    max(f.own_target) as own_target,
    count(*) as rows
from facts as f
inner join {derived}.traits as i on i.code = f.indicator
left join members as m on m.indicator = f.indicator and m.member = f.member
where m.entity is not null or (i.is_open and f.member is not null)
group by all
