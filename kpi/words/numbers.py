"""How a figure is written for a reader: 1,234.5 万元, 12 人, 48.1%."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

SHARES = ("万元", "%")  # can be divided; whatever has another unit of measure is counted
DIGITS = 15  # of a figure, as a spreadsheet keeps them: what lies behind is noise of the division


def decimal(value: float, places: int = 1) -> str:
    """A figure as a spreadsheet shows it: 15.95 is 16.0, thousands apart, and nothing is -0.0."""
    return _written(f"{value:.{DIGITS}g}", places)


# a table writes the same shares of the year and the same zeros over and over
@lru_cache(maxsize=4096)
def _written(value: str, places: int) -> str:
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{exact + 0:,}"


def signed(value: float) -> str:
    """A gap with its sign: +2.5, -16.0; 0.0 has none."""
    written = decimal(value)
    return f"+{written}" if value > 0 and written != "0.0" else written


def rounded(value: float) -> float:
    """One decimal as `decimal` writes it, for a table that must do the writing itself."""
    return float(decimal(value).replace(",", ""))


def percent(rate: float | None) -> str:
    """A rate of 0-1 as a per cent with one decimal; – where there is none."""
    return "–" if rate is None else f"{decimal(rate * 100)}%"


def amount(value: float | None, uom: str) -> str:
    """A figure in its unit of measure: 万元 and per cents with one decimal, counts without."""
    if value is None:
        return "–"
    if uom == "%":
        return f"{decimal(value)}%"
    whole = uom != "万元" and float(value).is_integer()
    return f"{decimal(value, 0 if whole else 1)} {uom}"


def is_counted(uom: str) -> bool:
    """Whether there is no half of it: 人, 场, 份."""
    return uom not in SHARES


def foreseen(value: float | None, uom: str) -> str:
    """A figure that is reckoned, not counted: 576 人, where 432 in nine months lead to 576.3."""
    if value is None or not is_counted(uom):
        return amount(value, uom)
    return f"{decimal(value, 0)} {uom}"


def exactly(smallest: int, scale: int) -> str:
    """A whole number of the smallest unit, to the last fen where it is money: 1,299.05 元."""
    if scale % 100:
        return f"{smallest:,}"
    sign, fen = "-" if smallest < 0 else "", abs(smallest)
    return f"{sign}{fen // 100:,}.{fen % 100:02d} 元"
