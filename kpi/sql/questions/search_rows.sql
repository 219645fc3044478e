-- Rows of a form whose named columns hold a text, with the indicator and entity that count them.
with
{% include "parts/placed.sql" %}

select
    p.indicator, p.entity, p.submission_id, p.sheet, p.row, t.{{ column }} as label
from placed as p
inner join {{ form }} as t
    on t.submission_id = p.submission_id and t.sheet = p.sheet and t.row = p.row
where contains(lower(t.{{ column }}), $wanted)
order by label, p.indicator, p.submission_id, p.sheet, p.row
limit $most
