-- Every row that may ever count, in sums by day and submission; what is counted once keeps its item.
with
{% include "parts/belonging.sql" %}

select
    f.indicator,
    f.entity,
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
from belonging as f
inner join {{ derived }}.traits as i on i.code = f.indicator
group by all
