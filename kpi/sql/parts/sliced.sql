-- The sums of one table of slices that count at $as_of as known at $known_at.
sliced as (
    select f.*
    from {{ slices }} as f
    {% include "parts/counts.sql" %}
)
