-- What counts now, reckoned once for a connection to a published version: it never changes.
create or replace temp table in_force_now as
select * from in_force('infinity'::timestamp)
