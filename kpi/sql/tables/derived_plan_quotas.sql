-- The quotas that stand in the plan itself.
select unnest(
    $quotas::json::struct(
        indicator varchar, entity varchar, target double, effective_on date, basis varchar
    )[],
    recursive := true
)
