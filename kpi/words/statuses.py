"""The nine statuses: word, shape, and how urgent each is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """A status as a word and a shape; `urgency` sorts, the most urgent first."""

    word: str
    shape: str
    urgency: int

    @property
    def label(self) -> str:
        return f"{self.shape} {self.word}"


_URGENT_FIRST = (
    ("逾期", "✖"),
    ("严重滞后", "■"),
    ("滞后", "▽"),
    ("未报送", "○"),
    ("达序时", "●"),
    ("超序时", "▲"),
    ("未到期", "◌"),
    ("待下达", "–"),
    ("已完成", "✔"),
)
STATUSES = {word: Status(word, shape, n) for n, (word, shape) in enumerate(_URGENT_FIRST)}
BEHIND = ("逾期", "严重滞后", "滞后")
ON_PACE = ("达序时", "超序时")
