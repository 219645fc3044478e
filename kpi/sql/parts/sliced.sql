-- The sums of {slices} that count at $as_of as known at $known_at.
sliced as (
    select f.*
    from {slices} as f
    {counts}
)
