"""The two times of every question: when things happened, and when we knew."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Times:
    """The end of a day, as known at a moment (UTC; None: now, all that was received)."""

    as_of: date
    known_at: datetime | None = None
