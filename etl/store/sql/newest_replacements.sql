-- When a unit's months were last reported anew: what comes before it counts for nothing.
select c.month, max(a.received_at)
from coverage as c
inner join arrivals($known_at) as a using (submission_id)
where c.form = $form and c.unit = $unit and c.mode = 'replace' and c.cadence <> 'append'
group by c.month
