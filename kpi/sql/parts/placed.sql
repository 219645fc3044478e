-- The rows that count at $as_of as known at $known_at, each with its indicator and entity.
{% include "parts/belonging.sql" %},

placed as (
    select f.* exclude (form, day), c.arrival
    from belonging as f
    {% include "parts/counts.sql" %}
)
