-- Of each month's purchasers, how many bought for the first time, and what both bought.
with
{placed},

bought as (
    select t.purchaser, p.month, sum(t.amount_fen) as amount_fen
    from placed as p
    inner join purchase as t
        on t.submission_id = p.submission_id and t.sheet = p.sheet and t.row = p.row
    where ($unit is null or p.reporting_unit = $unit) and ($county is null or t.county = $county)
    group by t.purchaser, p.month
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
