"""How long a text can be that means something: a longer one is refused before it is searched."""

# A number may bring its currency and unit, a day its weekday, its time and a second day.
MOST_SIGNS = {
    **dict.fromkeys(("money", "count", "number", "percent", "task", "yes_no"), 40),
    "day": 60,
    **dict.fromkeys(("unit", "county", "place", "indicator", "choice"), 100),
    "origin": 300,
}
# Free text, and what stands above and below a table: a page of a report.
MOST_OF_TEXT = 2000


def most_signs(kind: str) -> int:
    """How many signs a cell of a kind of column may hold."""
    return MOST_SIGNS.get(kind, MOST_OF_TEXT)
