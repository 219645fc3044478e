"""The stage: one fitted screen for each step of a meeting, by its own layout."""
