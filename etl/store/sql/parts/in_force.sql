-- A form's rows, t, that count as known at $known_at.
from {{ form }} as t
inner join in_force($known_at) as f
    on f.form = $form and f.submission_id = t.submission_id
    and f.unit = t.reporting_unit and f.month = t.month
