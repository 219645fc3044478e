-- The indicators asked for, at each day asked for, with what the day makes of their pace.
indicators as materialized (
    select t.*, p.* exclude (indicator)
    from (
        select unnest(
            $paces::json::struct(
                indicator varchar, as_of date, elapsed double, months_left double,
                months_complete integer, range_factor double
            )[],
            recursive := true
        )
    ) as p
    inner join {{ derived }}.traits as t on t.code = p.indicator
)
