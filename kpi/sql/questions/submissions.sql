-- Every accepted submission that is known at $known_at.
select s.submission_id, s.file_name, s.received_at
from submissions as s
inner join arrivals($known_at) using (submission_id)
