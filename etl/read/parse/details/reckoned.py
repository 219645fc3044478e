"""What a plain formula gives, as far as it can be told: sums, products, roundings of cells."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from etl.read.parse.details.conditions import ranges_in

Place = tuple[int, int]
# The pieces of a formula: a range or a cell, a number, a function's name, a sign.
_TOKEN = re.compile(
    r"\s{0,9}(?:(?P<cells>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)(?![\w(!.])"
    r"|(?P<number>\d{1,20}(?:\.\d{1,20})?)|(?P<name>[A-Z]{2,20})(?=\()|(?P<sign>[-+*/(),]))",
    re.IGNORECASE,
)
MOST_SIGNS, MOST_DEEP, MOST_LOOKS = 2000, 20, 2_000_000


class UnknownError(Exception):
    """A formula that nobody here can reckon."""


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
            with suppress(UnknownError, IndexError, ZeroDivisionError, OverflowError):
                self.known[place] = _Formula(self, self.formulas[place], deep).value()
        return self.known[place]

    def numbers(self, cells: str, deep: int) -> list[float]:
        """The numbers of a range; a text is none."""
        ((top, left, bottom, right),) = ranges_in(cells.upper())
        self.looks += (bottom - top + 1) * (right - left + 1)
        if self.looks > MOST_LOOKS or deep > MOST_DEEP:
            raise UnknownError
        found = []
        for row in range(top, min(bottom + 1, len(self.rows))):
            for column in range(left, min(right + 1, len(self.rows[row]))):
                value = self.rows[row][column]
                if (row, column) in self.formulas:
                    value = self.result((row, column), deep + 1)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    found.append(float(value))
        return found


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
        if self.at < len(self.tokens) and self.tokens[self.at][1] in signs:
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
            return sum(self.reckoner.numbers(text, self.deep))
        if kind == "name":
            return self._function(text.upper())
        if text != "(":
            raise UnknownError
        total = self._sum()
        if not self._next(")"):
            raise UnknownError
        return total

    def _function(self, name: str) -> float:
        if name not in ("SUM", "ROUND", "PRODUCT") or not self._next("("):
            raise UnknownError
        values = self._values()
        while self._next(","):
            values += self._values()
        if not self._next(")"):
            raise UnknownError
        if name == "ROUND":
            return round(values[0], int(values[1]))
        product = 1.0
        for value in values if name == "PRODUCT" else ():
            product *= value
        return sum(values) if name == "SUM" else product

    def _values(self) -> list[float]:
        kind, text = self.tokens[self.at]
        if kind == "cells" and ":" in text:
            self.at += 1
            return self.reckoner.numbers(text, self.deep)
        return [self._sum()]
