"""The functions of formulas that can be reckoned, on ranges of cells, numbers and texts."""

import operator
import re
from collections.abc import Callable
from typing import Any

Cells = list[list[Any]]


class UnknownError(Exception):
    """A formula that nobody here can reckon."""


ERRORS = (UnknownError, IndexError, ZeroDivisionError, OverflowError, ValueError, TypeError)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    **{"<=": operator.le, ">=": operator.ge, "<>": operator.ne},
    **{"<": operator.lt, ">": operator.gt, "=": operator.eq},
}
# The condition of a SUMIF: >=100, <>退货, 甲公司.
_CRITERION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)
MINIMA = ("MIN", "MAX", "AVERAGE")
# what SUBTOTAL does by its first number; with 100 more it leaves hidden rows out
_SUBTOTALS = {1: "AVERAGE", 4: "MAX", 5: "MIN", 6: "PRODUCT", 9: "SUM"}


def function(name: str, values: list[Any]) -> float:
    """What a function gives. Raises UnknownError, or what reckoning with odd values raises."""
    if name in ("SUM", "PRODUCT", *MINIMA):
        return _of_all(name, [n for value in values for n in _numbers(value)])
    if name == "SUBTOTAL":
        return function(_SUBTOTALS.get(int(_single(values[0])) % 100, "?"), values[1:])
    if name == "ROUND":
        return round(_single(values[0]), int(_single(values[1])))
    if name == "ABS":
        return abs(_single(values[0]))
    if name in ("IF", "IFERROR"):
        is_first = name == "IFERROR" or bool(_cell(values[0]))
        return _single(values[0] if name == "IFERROR" else values[1 if is_first else 2])
    if name == "SUMIF":
        return _sum_if(values[0], _cell(values[1]), values[-1] if len(values) > 2 else values[0])
    if name == "VLOOKUP" and len(values) == 4 and not _cell(values[3]):
        wanted, column = _cell(values[0]), int(_single(values[2])) - 1
        return _single(next(r[column] for r in values[1] if compared(r[0], "=", wanted)))
    raise UnknownError


def compared(one: Any, sign: str, other: Any) -> bool:
    """Whether a comparison holds: numbers as numbers, texts whatever their case."""
    left, right = _plain(_cell(one)), _plain(_cell(other))
    if isinstance(left, str) != isinstance(right, str):
        return sign == "<>"
    return _COMPARE[sign](left, right)


def _of_all(name: str, numbers: list[float]) -> float:
    if name in MINIMA and not numbers:
        raise UnknownError
    if name == "PRODUCT":
        product = 1.0
        for number in numbers:
            product *= number
        return product
    if name == "AVERAGE":
        return sum(numbers) / len(numbers)
    return sum(numbers) if name == "SUM" else (min if name == "MIN" else max)(numbers)


def _sum_if(cells: Cells, criterion: Any, added: Cells) -> float:
    match = _CRITERION.fullmatch(str(criterion)) if isinstance(criterion, str) else None
    sign, wanted = (match[1] or "=", match[2]) if match else ("=", criterion)
    if isinstance(wanted, str) and ("*" in wanted or "?" in wanted):
        raise UnknownError
    pairs = zip(cells, added, strict=False)
    return sum(sum(_numbers([b])) for a, b in pairs if compared(a[0], sign, _as_number(wanted)))


def _as_number(text: Any) -> Any:
    """100 of ">=100"; a text that is no number stays one."""
    is_number = isinstance(text, str) and text.replace(".", "", 1).isdecimal()
    return float(text) if is_number else text


def _numbers(value: Any) -> list[float]:
    """The numbers of a range; a text is none."""
    rows = value if isinstance(value, list) else [[value]]
    return [
        float(cell)
        for row in rows
        for cell in row
        if isinstance(cell, int | float) and not isinstance(cell, bool)
    ]


def _cell(value: Any) -> Any:
    """The one cell of a range of one; any other value as it is."""
    if not isinstance(value, list):
        return value
    if not value:
        return None  # below the last row
    if len(value) != 1 or len(value[0]) != 1:
        raise UnknownError
    return value[0][0]


def _single(value: Any) -> float:
    """A number; a text can be none, an empty cell is zero."""
    cell = _cell(value)
    if isinstance(cell, str):
        raise UnknownError
    return float(cell or 0)


def _plain(value: Any) -> Any:
    return value.strip().casefold() if isinstance(value, str) else value or 0
