-- What was found in one submission, as it was told to its sender.
select severity, rule, sheet, cell, value, message, hint, asked
from problems
where submission_id = $submission_id
