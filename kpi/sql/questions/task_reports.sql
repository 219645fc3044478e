-- What each lead unit last said of each task.
select t.task, t.reporting_unit as unit, t.state, t.progress, t.problem, t.next, t.month
from task_report as t
inner join {{ known }}.counting as c
    on c.form = 'task_report' and c.submission_id = t.submission_id
    and c.unit = t.reporting_unit and c.month = t.month
where $as_of >= c.counts_from and $as_of < c.counts_until
qualify row_number() over (
    partition by t.task, t.reporting_unit
    order by c.arrival desc, t.sheet desc, t.row desc
) = 1
order by t.task, t.reporting_unit
