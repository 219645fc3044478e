-- Where a row stands: its workbook, sheet, and the sheet's column of each of the form's columns.
select s.sha256, s.file_name, s.received_at, s.received_by, h.form, h.unit, h.columns
from submissions as s
inner join sheets as h using (submission_id)
where s.submission_id = $submission_id and h.sheet = $sheet
