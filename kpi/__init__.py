"""Progress against the year's work points: the plan, the one progress query, its commands."""
