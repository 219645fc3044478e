"""What is wrong with a workbook, in words that its sender understands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
MOST_OF_A_KIND = 50


@dataclass(frozen=True)
class Problem:
    """One finding: where it stands, the value found there, the rule, and how to mend it."""

    severity: Severity
    rule: str
    message: str
    hint: str
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None


class RefusedError(Exception):
    """The workbook cannot be read at all; carries the one problem that says why."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        self.problem = Problem("error", rule, message, hint)
        super().__init__(message)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(p.severity == "error" for p in problems)


def cell_name(row: int, column: int) -> str:
    """The name of a cell, both counted from 0: (4, 6) is G5."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """The letters of a column counted from 0: 6 is G, 26 is AA."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
