-- What a unit's months hold: rows, and the sum of a figure (money in fen), or where there is none the rows.
select
    t.month,
    count(*),
    {% if figure %}coalesce(sum("{{ figure }}"), 0)::double{% else %}count(*)::double{% endif %}
{% include "parts/counts_now.sql" %}
where t.reporting_unit = $unit
group by t.month
