-- What the rows that may ever count bring, in sums by day, submission and the columns asked for;
-- only of indicators to which a row brings the same whatever the other rows are.
with
{% include "parts/belonging.sql" %},

-- all of them, whether they count at a day or not
placed as (from belonging),

indicators as (from {{ derived }}.traits),

{% include "parts/brought.sql" %}

select
    * exclude (
        member, value, over, item, own_target, sheet, row, measure, is_distinct, place_of_item,
        place_of_value, amount, base
    ),
    sum(amount)::bigint as amount,
    sum(base)::bigint as base,
    count(*) as rows
from brought
group by all
