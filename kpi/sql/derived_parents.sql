-- The hierarchies along which entities are rolled up.
select unnest(
    $parents::struct(
        indicator varchar, entity varchar, parent varchar, place integer
    )[],
    recursive := true
)
