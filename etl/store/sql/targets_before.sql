-- The targets that were told before, the newest of each day last, and where they stand.
select t.indicator, t.unit, t.effective_on, t.target, s.file_name, t.row
{% include "parts/counts_now.sql" %}
inner join submissions as s on s.submission_id = t.submission_id
order by s.received_at, t.submission_id, t.row
