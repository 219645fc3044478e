-- Which submissions speak for each form, unit and month at $as_of as known at $known_at.
select form, unit, month, submission_id
from counted($as_of, $known_at)
where month between $first_day and $last_day
