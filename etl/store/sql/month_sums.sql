-- What a unit's months hold: the sum of the money, in fen, or where there is none the rows.
select t.month, {% if money %}coalesce(sum({{ money }}), 0)::bigint{% else %}count(*){% endif %}
{% include "parts/counts_now.sql" %}
where t.reporting_unit = $unit
group by t.month
