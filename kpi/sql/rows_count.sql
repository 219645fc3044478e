-- How many rows stand behind a figure; $entity null: all of them.
with
{placed}

select count(*) as rows
from placed as p
where p.indicator = $indicator and ($entity is null or p.entity = $entity)
