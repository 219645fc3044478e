-- The rows of a submission's sheet, which are registered as incoming.
insert into {{ form }} by name
select $number::integer as submission_id, *
from incoming
