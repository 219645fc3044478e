-- The rows that are of an indicator's matter, but that it leaves out at $as_of as known at
-- $known_at: each whole, with the entity it would count for and its source, and how many there are;
-- $entity null: of all entities, and of none.
with
{% include "parts/belonging.sql" %},

left_out as (
    select f.*, coalesce(m.entity, if(f.is_open, f.member, null)) as entity, c.arrival
    from facts as f
    left join members as m on m.indicator = f.indicator and m.member = f.member
    {% include "parts/counts.sql" %}
)

select
    f.entity,
    count(*) over () as rows_in_all,
    f.submission_id,
    s.file_name,
    s.received_at,
    whole.* exclude (submission_id)
from left_out as f
inner join submissions as s on s.submission_id = f.submission_id
inner join {{ form }} as whole on whole.rowid = f.place
where $entity is null or f.entity = $entity
order by f.arrival, f.sheet, f.row
limit $most
