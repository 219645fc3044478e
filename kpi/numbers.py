"""How a figure is written for a reader: 1,234.5 万元, 12 人, 48.1%."""


def percent(rate: float | None) -> str:
    """A rate of 0-1 as a per cent with one decimal; – where there is none."""
    return "–" if rate is None else f"{rate * 100:.1f}%"


def amount(value: float | None, uom: str) -> str:
    """A figure in its unit of measure: 万元 and per cents with one decimal, counts without."""
    if value is None:
        return "–"
    if uom == "%":
        return f"{value:.1f}%"
    whole = uom != "万元" and float(value).is_integer()
    return f"{value:,.0f} {uom}" if whole else f"{value:,.1f} {uom}"


def exactly(smallest: int, scale: int) -> str:
    """A whole number of the smallest unit, to the last fen where it is money: 1,299.05 元."""
    if scale % 100:
        return f"{smallest:,}"
    sign, fen = "-" if smallest < 0 else "", abs(smallest)
    return f"{sign}{fen // 100:,}.{fen % 100:02d} 元"
