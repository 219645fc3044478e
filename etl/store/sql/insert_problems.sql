-- The problems of a submission, which are registered as incoming_problems.
insert into problems by name
select $number::integer as submission_id, *
from incoming_problems
