-- Which submissions speak for each form, unit and month at $as_of as known at $known_at.
select form, unit, month, submission_id
from {{ known }}.counting
where $as_of >= counts_from and $as_of < counts_until
