-- The problems of a submission, which are registered as found.
insert into problems by name
select $number::integer as submission_id, *
from found
