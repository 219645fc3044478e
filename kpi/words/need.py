"""What is still needed to reach a quota, as it is said: money by the month, people whole."""

from dataclasses import dataclass
from math import ceil

from kpi.words.numbers import amount, is_counted

A_MONTH, UNTIL_THE_END = "余下每月需", "到年底还需"


@dataclass(frozen=True)
class Need:
    """余下每月需 71.1 万元, or 到年底还需 1 人: its words, its figure and the unit of measure."""

    words: str
    figure: float
    uom: str

    @property
    def amount(self) -> str:
        return amount(self.figure, self.uom)

    @property
    def text(self) -> str:
        return f"{self.words} {self.amount}"

    @property
    def in_column(self) -> str:
        """Under the header 余下每月需."""
        return self.amount if self.words == A_MONTH else f"{self.amount}，年底前"


def need(a_month: float | None, target: float | None, rate: float | None, uom: str) -> Need | None:
    """What each month must bring; where that is less than one, or no whole month is left, all that
    is still needed. None where nothing is, or nothing can be said.
    """
    if a_month is None or target is None or rate is None:
        return None
    left = target * (1 - rate)
    counted = is_counted(uom)
    # noise of the divisions makes neither a month nor a person more
    if (counted and a_month < 1 - 1e-9) or a_month > left * (1 + 1e-9):
        return Need(UNTIL_THE_END, whole(left) if counted else left, uom)
    return Need(A_MONTH, whole(a_month) if counted else a_month, uom)


def whole(figure: float) -> float:
    """Nobody trains a third of a man; a hair above a whole number is what dividing left over."""
    return float(ceil(round(figure, 6)))
