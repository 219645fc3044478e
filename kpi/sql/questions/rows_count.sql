-- How many rows stand behind a figure; $entity null: all of them.
with
{% include "parts/asked.sql" %},

{% include "parts/pieces.sql" %}

select coalesce(sum(rows), 0)::bigint as rows
from pieces
where indicator = $indicator and ($entity is null or entity = $entity)
