-- What names the rows that other units reported in these months, and where they stand.
select{% for key in keys %}
    t."{{ key }}",{% endfor %}
    s.file_name, t.sheet, t.row, t.reporting_unit
{% include "parts/counts_now.sql" %}
inner join submissions as s on s.submission_id = t.submission_id
where t.reporting_unit <> $unit and t.month in (select unnest($months))
order by s.received_at, t.sheet, t.row
