-- What each unit said of each task, month by month, up to the last month that has ended.
select t.task, t.reporting_unit as unit, t.state, t.progress, t.problem, t.next, t.month
from task_report as t
inner join in_force($known_at) as f
    on f.form = 'task_report' and f.submission_id = t.submission_id
    and f.unit = t.reporting_unit and f.month = t.month
where t.month >= $first_day and last_day(t.month) <= $as_of
qualify row_number() over (
    partition by t.task, t.reporting_unit, t.month
    order by f.arrival desc, t.sheet desc, t.row desc
) = 1
order by t.task, t.reporting_unit, t.month
