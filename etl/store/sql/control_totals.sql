-- How many rows stand in the warehouse of a submission's sheet, and what the money sums to, in fen.
select
    count(*)
    {% for name in money %}
    , coalesce(sum({{ name }}_fen), 0)
    {% endfor %}
from {{ form }}
where submission_id = $number and sheet = $sheet
