-- Every row that may ever count, with its form and the entity that it belongs to.
-- The types are written out, for a list may be empty.
members as (
    select unnest(
        $members::struct(indicator varchar, member varchar, entity varchar)[], recursive := true
    )
),

-- one select an indicator, put in from the plan by kpi/engine/facts.py
facts as (
{facts}
),

belonging as (
    select f.* exclude (is_open), coalesce(m.entity, f.member) as entity
    from facts as f
    left join members as m on m.indicator = f.indicator and m.member = f.member
    where m.entity is not null or (f.is_open and f.member is not null)
)
