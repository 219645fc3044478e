-- The reports that are owed, and when each came in for the first time, as known at $known_at.
with
received as (
    select c.form, c.unit, c.month, min(a.received_at) as received_at
    from coverage as c
    inner join arrivals($known_at) as a using (submission_id)
    group by all
),

-- whoever was corrected away owes nothing
project_units as (
    select distinct unnest([p.reporting_unit, p.unit]) as unit
    from project as p
    inner join {{ known }}.counting as c
        on c.form = 'project' and c.submission_id = p.submission_id
        and c.unit = p.reporting_unit and c.month = p.month
)

select d.form, d.unit, d.month, d.due_on, d.due_before, r.received_at
from {{ derived }}.plan_duties as d
left join received as r using (form, unit, month)
where d.applies_if <> 'has_project' or d.unit in (select unit from project_units)
