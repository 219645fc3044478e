-- The rows that count at $as_of as known at $known_at, each with its indicator and entity.
indicators as (select unnest($indicators, recursive := true)),

-- the types are written out, for a list may be empty
members as (
    select unnest(
        $members::struct(indicator varchar, member varchar, entity varchar)[], recursive := true
    )
),

-- renamed, so that the plan's expressions can name the form's columns alone
counting as (
    select
        form as counted_form,
        submission_id as counted_submission,
        unit as counted_unit,
        month as counted_month
    from counted($as_of, $known_at)
),

-- one select an indicator, put in from the plan by kpi/facts.py
facts as (
{facts}
),

placed as (
    select f.*, coalesce(m.entity, case when i.is_open then f.member end) as entity
    from facts as f
    inner join indicators as i on i.code = f.indicator
    left join members as m on m.indicator = f.indicator and m.member = f.member
    where m.entity is not null or (i.is_open and f.member is not null)
)
