-- A form's rows, t, that count now; in_force_now is made by counts_now.sql.
from {{ form }} as t
inner join in_force_now as f
    on f.form = $form and f.submission_id = t.submission_id
    and f.unit = t.reporting_unit and f.month = t.month
