-- What each row brings to its entity, in the smallest unit: the rows of an entity sum to its figure.
ranked as (
    select
        p.*,
        i.measure,
        i.is_distinct,
        row_number() over (
            partition by p.indicator, p.entity, p.item
            order by p.month, p.submission_id, p.sheet, p.row
        ) as place_of_item,
        row_number() over (
            partition by p.indicator, p.entity
            order by p.value desc nulls last, p.month, p.submission_id, p.sheet, p.row
        ) as place_of_value
    from placed as p
    inner join indicators as i on i.code = p.indicator
),

brought as (
    select
        indicator, entity, item, reporting_unit, submission_id, sheet, row, month, own_target,
        case
            when measure = 'recurring' then 1
            when measure = 'count' and not is_distinct then 1
            when measure = 'count' then (item is not null and place_of_item = 1)::bigint
            when measure = 'on_time' then if(place_of_value = 1, coalesce(value, 0), 0)
            else coalesce(value, 0)
        end as amount,
        case
            when measure = 'ratio' then coalesce(over, 0)
            when measure = 'on_time' then (place_of_value = 1)::bigint
        end as base
    from ranked
)
