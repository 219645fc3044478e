-- Every row that may ever count, in sums by day, submission and the columns asked for; only what a
-- row brings whatever the other rows are.
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
    f.* exclude (member, value, over, item, own_target, sheet, row),
    coalesce(m.entity, f.member) as entity,
    sum(if(i.measure in ('count', 'recurring'), 1, coalesce(f.value, 0)))::bigint as amount,
    sum(if(i.measure = 'ratio', coalesce(f.over, 0), null))::bigint as base,
    count(*) as rows
from facts as f
inner join {derived}.traits as i on i.code = f.indicator
left join members as m on m.indicator = f.indicator and m.member = f.member
where m.entity is not null or (i.is_open and f.member is not null)
group by all
