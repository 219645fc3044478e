"""What a plain formula gives, as far as it can be told: sums, products, choices, look-ups."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from etl.read.parse.details.conditions import ranges_in
from etl.read.parse.details.functions import (
    ERRORS,
    Cells,
    UnknownError,
    compared,
    function,
)

Place = tuple[int, int]
# The pieces of a formula: a range or a cell, a number, a text, a function's name, TRUE, a sign.
_TOKEN = re.compile(
    r"\s{0,9}(?:(?P<cells>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)(?![\w(!.])"
    r"|(?P<number>\d{1,20}(?:\.\d{1,20})?)|\"(?P<text>[^\"]{0,200})\"|(?P<name>[A-Z]{2,20})(?=\()"
    r"|(?P<truth>TRUE|FALSE)|(?P<sign><=|>=|<>|[-+*/(),<>=]))",
    re.IGNORECASE,
)
COMPARING = ("<=", ">=", "<>", "<", ">", "=")
MOST_SIGNS, MOST_DEEP, MOST_LOOKS = 2000, 20, 2_000_000


class Reckoner:
    """Reckons formulas on a sheet's rows; a cell that holds one of `formulas` is reckoned, too."""

    def __init__(self, rows: Sequence[Sequence[Any]], formulas: Mapping[Place, str]) -> None:
        self.rows, self.formulas = rows, formulas
        self.known: dict[Place, float | None] = {}
        self.looks = 0

    def result(self, place: Place, deep: int = 0) -> float | None:
        """What the formula of a cell gives; None where that cannot be told."""
        if place not in self.known:
            self.known[place] = None
            with suppress(*ERRORS):
                self.known[place] = _Formula(self, self.formulas[place], deep).value()
        return self.known[place]

    def cells(self, text: str, deep: int) -> Cells:
        """The values of a range, row by row."""
        ((top, left, bottom, right),) = ranges_in(text.upper())
        self.looks += (bottom - top + 1) * (right - left + 1)
        if self.looks > MOST_LOOKS or deep > MOST_DEEP:
            raise UnknownError
        return [
            [self._value(row, column, deep) for column in range(left, right + 1)]
            for row in range(top, min(bottom + 1, len(self.rows)))
        ]

    def _value(self, row: int, column: int, deep: int) -> Any:
        if (row, column) in self.formulas:
            return self.result((row, column), deep + 1)
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None


class _Formula:
    """One formula, read from the left: sums of products of what stands in it."""

    def __init__(self, reckoner: Reckoner, text: str, deep: int) -> None:
        self.reckoner, self.deep, self.at = reckoner, deep, 0
        self.tokens: list[tuple[str, str]] = []
        place, text = 0, text.removeprefix("=").strip()
        while place < len(text[:MOST_SIGNS]):
            match = _TOKEN.match(text, place)
            if match is None:
                raise UnknownError
            self.tokens.append((match.lastgroup or "", match[match.lastgroup or 0]))
            place = match.end()
        if len(text) > MOST_SIGNS or not text:
            raise UnknownError

    def value(self) -> float:
        total = self._sum()
        if self.at < len(self.tokens):
            raise UnknownError
        return total

    def _next(self, *signs: str) -> str:
        """The sign that stands here, if it is one of those; it is passed."""
        if self.at < len(self.tokens) and self.tokens[self.at] in {("sign", s) for s in signs}:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def _sum(self) -> float:
        sign = -1.0 if self._next("-", "+") == "-" else 1.0
        total = sign * self._product()
        while sign_found := self._next("+", "-"):
            total += self._product() * (1 if sign_found == "+" else -1)
        return total

    def _product(self) -> float:
        total = self._one()
        while sign := self._next("*", "/"):
            total = total * self._one() if sign == "*" else total / self._one()
        return total

    def _one(self) -> float:
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return float(text)
        if kind == "cells" and ":" not in text:
            return sum(_number(v) for row in self.reckoner.cells(text, self.deep) for v in row)
        if kind == "name":
            return self._function(text.upper())
        if (kind, text) != ("sign", "("):
            raise UnknownError
        total = self._sum()
        if not self._next(")"):
            raise UnknownError
        return total

    def _function(self, name: str) -> float:
        if not self._next("("):
            raise UnknownError
        values = [self._argument()]
        while self._next(","):
            values.append(self._argument())
        if not self._next(")"):
            raise UnknownError
        return function(name, values)

    def _argument(self) -> Any:
        """A range's cells, a text, TRUE, a number, or whether a comparison holds."""
        one = self._operand()
        sign = self._next(*COMPARING)
        return compared(one, sign, self._operand()) if sign else one

    def _operand(self) -> Any:
        kind, text = self.tokens[self.at]
        behind = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else ("", "")
        is_alone = behind[0] == "sign" and behind[1] in (",", ")", *COMPARING)
        if kind in ("text", "truth") or (kind == "cells" and (is_alone or ":" in text)):
            self.at += 1
            if kind == "cells":
                return self.reckoner.cells(text, self.deep)
            return text if kind == "text" else text.upper() == "TRUE"
        return self._sum()


def _number(value: Any) -> float:
    """Of a cell within a sum; an empty one, or a text, adds nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return 0.0
