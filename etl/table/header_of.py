"""What holds for every row of a table."""

from dataclasses import dataclass

from etl.table.periods import Period


@dataclass(frozen=True)
class Heading:
    """What holds for every row of a table. No period: the months are those of the rows.

    `context` is what a title or a file's name says the table is about; it may be a whole year.
    `year` is that of a date without one.
    """

    unit: str
    period: Period | None
    money_unit: str | None
    context: Period | None = None
    year: int = 0
