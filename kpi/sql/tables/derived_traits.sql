-- What the plan says of each indicator, whatever the day.
select unnest(
    $traits::json::struct(
        code varchar, place integer, form varchar, source varchar, measure varchar,
        is_distinct boolean, is_percent boolean, is_open boolean, entity_kind varchar,
        scale bigint, deadline date, pace varchar, uom varchar
    )[],
    recursive := true
)
