-- The rows that a submission brought of a form for a unit.
select *
from {{ form }}
where submission_id = $number and reporting_unit = $unit
order by sheet, row
