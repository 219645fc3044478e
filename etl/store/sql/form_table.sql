create table {{ form.code }} (
    submission_id integer not null,
    sheet varchar not null,
    row integer not null,
    reporting_unit varchar not null,
    month date not null,
    {%- for column in form.columns() %}
    "{{ column.stored_as }}" {{ column.kind.sql }}{{ "," if not loop.last }}
    {%- endfor %}
);
