-- Every row behind an indicator, what it brings, its workbook, and its columns' letters.
with
{% include "parts/asked.sql" %},

{% include "parts/placed.sql" %},

{% include "parts/brought.sql" %},

letters as (
    select submission_id, sheet, any_value(columns) as columns
    from sheets
    where form = $form
    group by submission_id, sheet
)

select
    b.entity, b.month, b.amount as brought_amount, b.base as brought_base, b.sheet, b.row,
    s.submission_id, s.file_name, s.received_at, h.columns,
    t.* exclude (submission_id, sheet, row, reporting_unit, month)
from brought as b
inner join {{ form }} as t
    on t.submission_id = b.submission_id and t.sheet = b.sheet and t.row = b.row
inner join submissions as s on s.submission_id = b.submission_id
left join letters as h on h.submission_id = b.submission_id and h.sheet = b.sheet
order by b.entity, b.month, s.received_at, s.submission_id, b.sheet, b.row
