-- What counts of f at $as_of as known at $known_at.
    inner join {{ known }}.counting as c
        on c.form = f.form and c.submission_id = f.submission_id
        and c.unit = f.reporting_unit and c.month = f.month
        and $as_of >= c.counts_from and $as_of < c.counts_until
        -- a snapshot's rows have no day of their own: they count from the end of their month
        and (f.day is null or f.day <= $as_of)
