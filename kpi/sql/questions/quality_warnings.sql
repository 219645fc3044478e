-- Every warning about something that still counts at $known_at, with the row it is about.
with
-- every row of every form that was ever reported
rows as (
    select
        null::integer as submission_id, null::varchar as sheet, null::integer as row,
        null::varchar as unit, null::date as month, null::varchar as form
{% for form in forms %}
    union all
    select submission_id, sheet, row, reporting_unit as unit, month, '{{ form }}' as form
    from {{ form }}
{% endfor %}
),

noted as (
    select
        *,
        row_number() over () as number,
        try_cast(regexp_extract(cell, '[0-9]+$') as integer) as row
    from problems
    where severity = 'warning'
),

-- a warning about no row is its sheet's; about no sheet, the workbook's first
placed as (
    select
        n.*,
        coalesce(r.form, h.form) as form,
        coalesce(r.unit, h.unit) as unit,
        r.month
    from noted as n
    left join rows as r
        on r.submission_id = n.submission_id and r.sheet = n.sheet and r.row = n.row
    left join sheets as h on h.submission_id = n.submission_id
    qualify row_number() over (
        partition by n.number order by h.sheet = n.sheet desc nulls last, h.sheet, h.form
    ) = 1
),

in_force_now as (
    select distinct form, unit, month, submission_id from in_force($known_at)
)

select
    p.submission_id, s.file_name, s.received_at, p.form, p.unit, p.month,
    p.rule, p.sheet, p.row, p.cell, p.value, p.message, p.hint
from placed as p
inner join submissions as s using (submission_id)
where exists (
    select 1
    from in_force_now as f
    where
        f.submission_id = p.submission_id
        and (p.month is null or (f.form = p.form and f.unit = p.unit and f.month = p.month))
)
order by s.received_at desc, p.submission_id, p.number
