-- The place of each row among those of its item and among its entity's values.
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
)
