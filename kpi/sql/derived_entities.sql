-- The entities of each indicator that the plan names, in its order.
select unnest(
    $entities::struct(
        indicator varchar, entity varchar, place integer, begins_on date, closes_on date
    )[],
    recursive := true
)
