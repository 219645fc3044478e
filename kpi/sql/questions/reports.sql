-- Every report owed for a month that has begun, and what became of it.
select
    form, unit, month, due_on, received_at,
    case
        when received_at < due_before then '按时'
        when received_at is not null then '补报'
        when due_on <= $as_of then '未报'
        else '未到期'
    end as state
from {{ known }}.duties
where month <= $as_of
order by form, unit, month
