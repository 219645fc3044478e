-- What each submission brings to each figure, by unit and month.
with
{% include "parts/asked.sql" %},

{% include "parts/placed.sql" %},

{% include "parts/brought.sql" %}

select
    indicator, entity, submission_id, reporting_unit as unit, month,
    sum(amount) as amount, sum(base) as base, max(own_target) as own_target
from brought
group by all
