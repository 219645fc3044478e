"""Progress: facts, sums, quotas in force, pace and forecast, by one set of queries."""
