-- 督办事项: the newest row of each number that was known and decided on by the day, and its state.
with
newest as (
    select f.*, a.received_at
    from follow_up as f
    inner join arrivals($known_at) as a using (submission_id)
    where f.decided_on <= $as_of
    qualify row_number() over (
        partition by f.matter_no order by a.arrival desc, f.sheet desc, f.row desc
    ) = 1
)

select
    matter_no, matter, unit, decided_on, due_on, if(done_on <= $as_of, done_on, null) as done_on,
    progress,
    case
        when done_on <= $as_of and done_on <= due_on then '办结'
        when done_on <= $as_of then '超期办结'
        when due_on <= $as_of then '超期'
        else '在办'
    end as state,
    submission_id, sheet, row
from newest
order by due_on, matter_no
