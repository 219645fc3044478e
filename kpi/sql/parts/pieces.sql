-- The rows are summed by day and submission already, in kpi/sql/tables/derived_pieces.sql: here
-- those that count.
pieces as materialized (
    select
        p.indicator,
        i.as_of,
        p.entity,
        p.month,
        p.reporting_unit,
        p.item,
        i.measure,
        i.is_distinct,
        i.is_open,
        i.form,
        i.range_factor is not null as is_forecast,
        sum(p.value) as value,
        max(p.best) as best,
        sum(p.over) as over,
        max(p.own_target) as own_target,
        sum(p.rows) as rows
    from {{ derived }}.pieces as p
    inner join indicators as i on i.code = p.indicator
    inner join {{ known }}.counting as c
        on c.form = i.form and c.submission_id = p.submission_id
        and c.unit = p.reporting_unit and c.month = p.month
    where
        i.as_of >= c.counts_from and i.as_of < c.counts_until
        -- a snapshot's rows have no day of their own: they count from the end of their month
        and (p.day is null or p.day <= i.as_of)
    group by all
)
