-- The quota in force: the newest, an entity's own before the one for each.
targets as materialized (
    select
        q.indicator,
        i.as_of,
        q.of_entity as entity,
        arg_max(q, {
            'effective_on': q.effective_on, 'received_at': q.received_at,
            'submission_id': q.submission_id, 'is_own': q.entity <> '*'
        }) as quota
    from {{ known }}.quotas as q
    inner join indicators as i on i.code = q.indicator
    where q.effective_on <= i.as_of
    group by q.indicator, i.as_of, q.of_entity
)
