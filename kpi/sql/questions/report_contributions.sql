-- The submission by which each report came in, for the indicators that count reports.
with
{% include "parts/first_reports.sql" %}

select form, entity, unit, month, submission_id, coalesce(is_on_time, false)::bigint as amount
from first_reports
