"""How columns of numbers hang together, row by row: sums, parts, taxes."""

from decimal import Decimal
from itertools import combinations

from etl.check.arithmetic.numbers import Numbers

MOST_PARTS = 6
RATES = tuple(Decimal(rate) for rate in ("0.13", "0.09", "0.06", "0.05", "0.03", "0.01"))
CENT = Decimal("0.015")


def row_pairs(one: Numbers, other: Numbers) -> list[tuple[Decimal, Decimal]]:
    both = zip(one.numbers, other.numbers, strict=True)
    return [(a, b) for a, b in both if a is not None and b is not None]


def near(one: Decimal, two: Decimal) -> bool:
    return abs(one - two) <= max(CENT, abs(two) / 1_000_000)


def is_sum(column: Numbers, own: Numbers, beside: list[Numbers]) -> bool:
    """Whether a column is, row by row, the form's own and one other: net, tax, gross."""
    others = (c for c in beside if c is not column and c is not own)
    return any(adds_up([own, other], column) for other in others)


def adds_up(parts: list[Numbers], whole: Numbers) -> bool:
    rows = zip(whole.numbers, *(p.numbers for p in parts), strict=True)
    known = [(w or Decimal(0), [p or Decimal(0) for p in ps]) for w, *ps in rows]
    filled = [(w, ps) for w, ps in known if w or any(ps)]
    several = any(sum(bool(p) for p in ps) > 1 for _, ps in filled)
    return several and all(near(sum(ps, Decimal(0)), w) for w, ps in filled)


def is_part(own: Numbers, column: Numbers, beside: list[Numbers]) -> bool:
    """Whether the form's own column is the sum of this one and others: 其中, tax, channels."""
    others = [c for c in beside if c is not column][:MOST_PARTS]
    parts = (
        [column, *chosen]
        for size in range(1, len(others) + 1)
        for chosen in combinations(others, size)
    )
    return any(adds_up(list(chosen), own) for chosen in parts)


def is_net(own: Numbers, taxes: list[Numbers]) -> bool:
    """Whether a column of taxes is so much of the amount that the amount is without it."""
    for tax in taxes:
        pairs = [(a, t) for a, t in row_pairs(own, tax) if a and t]
        gross = all(any(near(a * r / (1 + r), t) for r in RATES) for a, t in pairs)
        if pairs and not gross and all(any(near(a * r, t) for r in RATES) for a, t in pairs):
            return True
    return False
