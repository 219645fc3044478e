-- Progress of every indicator and entity at a day, as known at a moment: the only definition of it.
-- Several days may be asked for at once. The parts are files of their own; everything from outside
-- is bound.
with
{% include "parts/asked.sql" %},

{% include "parts/pieces.sql" %},

{% include "parts/targets.sql" %},

{% include "parts/sums.sql" %},

{% include "parts/rollups.sql" %},

{% include "parts/spreads.sql" %},

{% include "parts/row_reports.sql" %},

paced as (
    select
        a.*,
        i.place as indicator_place,
        i.pace,
        i.uom,
        i.elapsed,
        if(i.measure = 'ratio' or i.is_percent or (i.measure = 'average' and a.entity = '全区'),
            a.amount / i.scale, null) as numerator,
        if(i.measure = 'ratio' or i.is_percent or (i.measure = 'average' and a.entity = '全区'),
            a.base / i.scale, null) as denominator,
        coalesce(i.deadline, if(i.source = 'submissions' and a.level = 'entity', a.closes_on, null))
            as deadline,
        a.actual_of_told / nullif(a.target, 0) as rate,
        if(i.pace = 'linear', a.target * i.elapsed, null) as expected,
        if(i.pace = 'linear', (rate - i.elapsed) * 100, null) as pace_gap_points,
        if(i.pace = 'linear' and a.actual_of_told < a.target and i.months_left > 0,
            (a.target - a.actual_of_told) / i.months_left, null) as needed_per_month,
        if(i.range_factor is null, null, a.actual / nullif(i.elapsed, 0)) as forecast,
        i.range_factor / i.scale * sqrt(greatest(0, coalesce(
            (
                list_sum(list_transform(s.amounts, lambda x: x * x))
                - list_sum(s.amounts) ** 2 / i.months_complete
            ) / (i.months_complete - 1), 0
        ))) as half,
        -- what is done is done: only returned goods lower a sum
        if(forecast is null, null, greatest(forecast - half, least(a.actual, forecast)))
            as forecast_low,
        forecast + half as forecast_high,
        coalesce(r.reports_in, 0) as reports_in,
        coalesce(r.reports_due, 0) as reports_due,
        coalesce(r.is_reported, false) as is_reported,
        t.quota.entity as quota_entity,
        t.quota.effective_on as quota_effective_on,
        t.quota.basis as quota_basis,
        nullif(t.quota.submission_id, 0) as quota_submission_id,
        t.quota.sheet as quota_sheet,
        t.quota.row as quota_row,
        t.quota.target as quota_target
    from all_rows as a
    inner join indicators as i on i.code = a.indicator and i.as_of = a.as_of
    left join reports as r
        on r.indicator = a.indicator and r.as_of = a.as_of and r.entity = a.entity
    left join targets as t
        on t.indicator = a.indicator and t.as_of = a.as_of and t.entity = a.entity
    left join spreads as s
        on s.indicator = a.indicator and s.as_of = a.as_of and s.entity = a.entity
),

progress as (
    select
        *,
        case
            when target is null then '待下达'
            when is_met then '已完成'
            when pace <> 'linear' then if(closes_on <= as_of, '逾期', '未到期')
            -- a rate of nothing: there is no figure to judge
            when actual is null then '未到期'
            when reports_due > 0 and not is_reported then '未报送'
            when as_of >= $last_day then '逾期'
            when elapsed = 0 then '未到期'
            when rate / elapsed >= $ahead - 1e-9 then '超序时'
            when rate / elapsed >= $on_pace - 1e-9 then '达序时'
            when rate / elapsed >= $behind - 1e-9 then '滞后'
            else '严重滞后'
        end as status
    from paced
)

select
    as_of, indicator, entity, level, actual, numerator, denominator, target, deadline, rate, elapsed,
    expected, pace_gap_points, needed_per_month, forecast, forecast_low, forecast_high, met,
    entities, untold, actual_of_told, status, reports_in, reports_due, report_received_at, uom, pace, is_met,
    quota_entity, quota_effective_on, quota_basis, quota_submission_id, quota_sheet, quota_row,
    quota_target
from progress
order by as_of, indicator_place, level, place, entity
