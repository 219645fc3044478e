-- Every report behind an indicator that counts reports: the submission that brought it first.
with
{% include "parts/first_reports.sql" %}

select
    r.entity, r.month,
    coalesce(r.is_on_time, false)::bigint as brought_amount, r.due_on,
    s.submission_id, s.file_name, s.received_at
from first_reports as r
inner join submissions as s using (submission_id)
where r.form = $form
order by r.entity, s.received_at, s.submission_id
