"""Chance with a memory: the same seed and the same words draw the same figures."""

import random
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TypeVar

Item = TypeVar("Item")

YEAR = 2022
SATURDAY = 5
# 元旦, 春节, 清明, 五一, 端午, 中秋, 国庆: first and last day
HOLIDAYS = (
    ((1, 1), (1, 3)),
    ((1, 31), (2, 6)),
    ((4, 3), (4, 5)),
    ((4, 30), (5, 4)),
    ((6, 3), (6, 5)),
    ((9, 10), (9, 12)),
    ((10, 1), (10, 7)),
)
# Shanghai stood still in April and May.
LOCKDOWN = (4, 5)


class Draw(random.Random):
    """A generator of its own for each purpose, so that one more draw moves nothing elsewhere."""

    def __init__(self, seed: int, *purpose: object) -> None:
        super().__init__("/".join(map(str, (seed, *purpose))))

    def working_day(self, month: int, first: int = 1, last: int = 31) -> date:
        """A day of the month on which offices work."""
        days = range(first, min(last, monthrange(YEAR, month)[1]) + 1)
        dates = [date(YEAR, month, day) for day in days]
        return self.choice([day for day in dates if works(day)] or dates)

    def split(self, total: int, parts: int, step: int = 0) -> list[int]:
        """`total` in uneven parts, each a multiple of `step` (0: any of the usual) but the last."""
        step = step or self.choice((1, 10, 100))
        weights = [self.uniform(0.4, 1.6) for _ in range(parts)]
        amounts = [int(total * w / sum(weights)) // step * step for w in weights[:-1]]
        return [*amounts, total - sum(amounts)]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        return self.sample(items, len(items))

    def voucher(self) -> str:
        """An invoice number: eight digits, or the twenty of an electronic one."""
        if self.random() < 0.6:
            return f"{self.randrange(10**7, 10**8)}"
        return f"22312000{self.randrange(10**11, 10**12)}"


@cache
def works(day: date) -> bool:
    here = (day.month, day.day)
    return day.weekday() < SATURDAY and not any(a <= here <= b for a, b in HOLIDAYS)


def by_weight(total: int, weights: Sequence[float], draw: Draw, jitter: float = 0.25) -> list[int]:
    """A year's total by month: the season's weights, each moved a little, in whole yuan."""
    moved = [w * draw.uniform(1 - jitter, 1 + jitter) for w in weights]
    return [round(total * w / sum(moved)) for w in moved]
