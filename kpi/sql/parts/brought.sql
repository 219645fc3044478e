-- What each row brings to its entity, in the smallest unit: the rows of an entity sum to its figure.
{% include "parts/ranked.sql" if is_ranked else "parts/unranked.sql" %},

brought as (
    select
        *,
        case
            when measure = 'recurring' then 1
            when measure = 'count' and not is_distinct then 1
            when measure = 'count' then (item is not null and place_of_item = 1)::bigint
            when measure = 'on_time' then if(place_of_value = 1, coalesce(value, 0), 0)
            else coalesce(value, 0)
        end as amount,
        case
            when measure = 'ratio' then coalesce(over, 0)
            when measure = 'on_time' then (place_of_value = 1)::bigint
        end as base
    from ranked
)
