-- The plan's indicators, and which submission counts for each form, unit and month at the two times.
indicators as (select unnest($indicators, recursive := true)),

counting as (
    select form, submission_id, unit, month
    from counted($as_of, $known_at)
    -- another year's reports stay in their year, and its newest list is not this year's
    where month between $first_day and $last_day
)
