-- The rows that spoke at $known_at for the months of which a submission speaks.
select t.*
{% include "parts/in_force.sql" %}
inner join coverage as c
    on c.submission_id = $number and c.form = f.form
    and c.unit = f.unit and c.month = f.month
where t.reporting_unit = $unit
order by t.submission_id, t.sheet, t.row
