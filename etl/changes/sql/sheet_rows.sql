-- The rows that a submission brought from a sheet.
select *
from {{ form }}
where submission_id = $number and sheet = $sheet
