-- Where else the vouchers of a file stand, which are registered as own_vouchers.
select t.voucher, s.file_name, t.sheet, t.row, t.reporting_unit, t.month
{% include "parts/counts_now.sql" %}
inner join submissions as s on s.submission_id = t.submission_id
inner join own_vouchers on own_vouchers.voucher = t.voucher
order by s.received_at, t.sheet, t.row
