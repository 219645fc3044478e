-- Purchases that count (clause 10 ①-③) by two columns of the form, in fen.
with
{% include "parts/sliced.sql" %}

select
    coalesce(one, '（空）') as one,
    coalesce(two, '（空）') as two,
    sum(amount)::bigint as amount_fen,
    sum(rows)::bigint as rows
from sliced
where ($unit is null or reporting_unit = $unit) and ($county is null or county = $county)
group by 1, 2
order by 3 desc, 1, 2
