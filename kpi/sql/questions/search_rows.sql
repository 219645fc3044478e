-- Rows of a form whose named columns hold a text, with the indicator and entity that count them.
with
{placed}

select
    p.indicator, p.entity, p.submission_id, p.sheet, p.row, {label} as label
from placed as p
inner join {form} as t
    on t.submission_id = p.submission_id and t.sheet = p.sheet and t.row = p.row
where {matches}
order by label, p.indicator, p.submission_id, p.sheet, p.row
limit $most
