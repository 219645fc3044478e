-- The values of the column that must not lose any, by month.
select distinct t.month, t."{{ keeps }}"
{% include "parts/in_force.sql" %}
where t.reporting_unit = $unit
