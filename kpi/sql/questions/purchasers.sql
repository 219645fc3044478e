-- Of each month's purchasers, how many bought for the first time, and what both bought.
with
{% include "parts/sliced.sql" %},

bought as (
    select purchaser, month, sum(amount) as amount_fen
    from sliced
    where ($unit is null or reporting_unit = $unit) and ($county is null or county = $county)
    group by purchaser, month
),

ranked as (
    select *, month = min(month) over (partition by purchaser) as is_new
    from bought
)

select
    month,
    count(*) filter (where is_new) as new_purchasers,
    count(*) filter (where not is_new) as repeat_purchasers,
    coalesce(sum(amount_fen) filter (where is_new), 0)::bigint as new_fen,
    coalesce(sum(amount_fen) filter (where not is_new), 0)::bigint as repeat_fen
from ranked
group by month
order by month
