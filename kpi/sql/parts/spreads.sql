-- For the forecast: how much a flow's monthly increments scatter, per unit of a month's weight.
flows as (
    select indicator, as_of, entity, month, if(measure = 'count', rows, value) as amount
    from pieces
    where is_forecast and not is_distinct
    union all
    select indicator, as_of, entity, month, rows
    from items
    where is_forecast and is_distinct
),

all_flows as (
    select indicator, as_of, entity, month, amount from flows
    union all
    select f.indicator, f.as_of, p.parent, f.month, f.amount
    from flows as f
    inner join {{ derived }}.parents as p on p.indicator = f.indicator and p.entity = f.entity
),

increments as (
    select indicator, as_of, entity, month, sum(amount) as amount
    from all_flows
    group by indicator, as_of, entity, month
),

spreads as (
    select
        n.indicator,
        n.as_of,
        n.entity,
        -- in order, for a sum of doubles depends on it
        list_sort(list(n.amount / h.weight)) as amounts
    from increments as n
    inner join {{ derived }}.months as h on h.indicator = n.indicator and h.month = n.month
    where last_day(h.month) <= n.as_of
    group by n.indicator, n.as_of, n.entity
)
