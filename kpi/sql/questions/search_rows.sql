-- Rows of a form with every word: one at least in the column that is looked through, the others there
-- or in their entity, unit or indicator. Each with how many there are: a row once, or, where a thing
-- comes up in many rows, once for each figure that counts it.
with
{% include "parts/placed.sql" %},

names as (
    select unnest($names::struct(code varchar, name varchar)[], recursive := true)
),

holding as (
    select
        p.indicator, p.entity, p.submission_id, p.sheet, p.row, t.{{ column }} as label,
        lower(concat_ws(' ', t.{{ column }}, p.entity, p.reporting_unit, n.name)) as words
    from placed as p
    inner join {{ form }} as t
        on t.submission_id = p.submission_id and t.sheet = p.sheet and t.row = p.row
    inner join names as n on n.code = p.indicator
    where
    {% for n in range(words) %}
        {{ "or " if not loop.first }}contains(lower(t.{{ column }}), $word_{{ n }})
    {% endfor %}
),

found as (
    select *
    from holding
    where
    {% for n in range(words) %}
        {{ "and " if not loop.first }}contains(words, $word_{{ n }})
    {% endfor %}
    qualify row_number() over (
        partition by {{ "label, indicator, entity" if is_often else "submission_id, sheet, row" }}
        order by label, indicator, submission_id, sheet, row
    ) = 1
)

select * exclude (words), count(*) over () as hits
from found
order by label, indicator, submission_id, sheet, row
limit $most
