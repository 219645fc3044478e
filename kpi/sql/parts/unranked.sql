-- Where no indicator asks for a row's place: a million rows need not be put in order for it.
ranked as (
    select p.*, i.measure, i.is_distinct, null as place_of_item, null as place_of_value
    from placed as p
    inner join indicators as i on i.code = p.indicator
)
