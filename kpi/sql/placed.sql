-- The rows that count at $as_of as known at $known_at, each with its indicator and entity.
{asked},

-- the types are written out, for a list may be empty
members as (
    select unnest(
        $members::struct(indicator varchar, member varchar, entity varchar)[], recursive := true
    )
),

-- one select an indicator, put in from the plan by kpi/facts.py
facts as (
{facts}
),

placed as (
    select
        f.* exclude (day),
        coalesce(m.entity, case when i.is_open then f.member end) as entity
    from facts as f
    inner join indicators as i on i.code = f.indicator
    inner join {known}.counting as c
        on c.form = i.form and c.submission_id = f.submission_id
        and c.unit = f.reporting_unit and c.month = f.month
        and $as_of >= c.counts_from and $as_of < c.counts_until
    left join members as m on m.indicator = f.indicator and m.member = f.member
    where
        -- a snapshot's rows have no day of their own: they count from the end of their month
        (f.day is null or f.day <= $as_of)
        and (m.entity is not null or (i.is_open and f.member is not null))
)
