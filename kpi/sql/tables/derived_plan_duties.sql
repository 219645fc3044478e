-- The reports that the plan asks for.
select unnest(
    $duties::json::struct(
        form varchar, unit varchar, month date, due_on date, due_before timestamp,
        applies_if varchar
    )[],
    recursive := true
)
