-- Which units report what an entity's figure rests on.
select unnest(
    $reporters::struct(
        indicator varchar, entity varchar, unit varchar
    )[],
    recursive := true
)
