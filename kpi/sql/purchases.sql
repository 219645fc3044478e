-- Purchases that count (clause 10 ①-③) by two columns of the form, in fen.
with
{placed}

select
    coalesce({one}, '（空）') as one,
    coalesce({two}, '（空）') as two,
    sum(t.amount_fen)::bigint as amount_fen,
    count(*) as rows
from placed as p
inner join purchase as t
    on t.submission_id = p.submission_id and t.sheet = p.sheet and t.row = p.row
where ($unit is null or p.reporting_unit = $unit) and ($county is null or t.county = $county)
group by 1, 2
order by 3 desc, 1, 2
