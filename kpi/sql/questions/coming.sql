-- Which submissions speak, or spoke, for each form, unit and month, the newest first.
select c.form, c.unit, c.month, c.submission_id, a.received_at
from coverage as c
inner join arrivals($known_at) as a using (submission_id)
order by c.form, c.unit, c.month, a.arrival desc
