-- What names the rows of a unit's months, without those that ended in their month where `may_end`.
select distinct
    t.month{% for key in keys %},
    t."{{ key }}"{% endfor %}
{% include "parts/counts_now.sql" %}
where
    t.reporting_unit = $unit
    {% if may_end %}
    and coalesce(t.ends_on > last_day(t.month), true)
    {% endif %}
