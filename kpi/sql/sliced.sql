-- The sums of {slices} that count at $as_of as known at $known_at.
sliced as (
    select s.*
    from {slices} as s
    inner join {known}.counting as c
        on c.form = $form and c.submission_id = s.submission_id
        and c.unit = s.reporting_unit and c.month = s.month
    where
        $as_of >= c.counts_from and $as_of < c.counts_until
        -- a snapshot's rows have no day of their own: they count from the end of their month
        and (s.day is null or s.day <= $as_of)
)
