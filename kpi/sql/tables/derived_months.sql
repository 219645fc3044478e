-- The months of the plan's year that bring something of an indicator's flow, with their weights.
select unnest(
    $months::json::struct(indicator varchar, month date, weight double)[], recursive := true
)
