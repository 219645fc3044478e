"""What is wrong with a workbook, in words that its sender understands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from etl.personal import masked
from etl.rules import MORE_ERRORS, MORE_WARNINGS, Rule, Severity, rule_of

MEND_FIRST = "请先改正已列出的各处，再报送一次"
MOST_OF_A_KIND = 50
# of one column's different faults, of one workbook's problems, of one text's signs
MOST_VALUES, MOST_LISTED, MOST_SIGNS = 1000, 5000, 400


@dataclass(frozen=True)
class Choice:
    """An answer that a question offers; `totals` are those that would follow from it, in words."""

    code: str
    words: str
    totals: str = ""

    def __post_init__(self) -> None:
        for name in ("words", "totals"):
            object.__setattr__(self, name, masked(getattr(self, name)))


@dataclass(frozen=True)
class Asked:
    """What makes a problem a question: its choices, and the answer that was given, if any.

    `remembered`: the answer holds for the unit's next workbooks of the same layout, too.
    """

    id: str
    choices: tuple[Choice, ...]
    answer: str | None = None
    unit: str = ""
    remembered: bool = True


@dataclass(frozen=True)
class Problem:
    """One finding: where it stands, the value found there, the rule, and how to mend it."""

    rule: Rule
    message: str
    hint: str
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    asked: Asked | None = None

    def __post_init__(self) -> None:
        # what is told goes into the ledger, onto screens and to other people
        for name in ("message", "hint", "value"):
            text = getattr(self, name)
            object.__setattr__(self, name, text and masked(text))

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def is_open(self) -> bool:
        """Whether it is a question that nobody has answered."""
        return self.asked is not None and self.asked.answer is None

    def as_line(self) -> dict[str, Any]:
        """As the ledger keeps it and other programs read it: the rule by severity and code."""
        line: dict[str, Any] = {"severity": self.severity, "rule": self.code}
        line |= {n: value for n, value in vars(self).items() if n not in ("rule", "asked")}
        return line | ({"asked": asdict(self.asked)} if self.asked else {})

    @classmethod
    def of_line(cls, line: Mapping[str, Any]) -> "Problem":
        """The problem that `as_line` wrote, here or in another version of the program."""
        rest = {n: value for n, value in line.items() if n not in ("severity", "rule", "asked")}
        asked = _asked(line["asked"]) if line.get("asked") else None
        return cls(rule_of(line["rule"], line["severity"]), **rest, asked=asked)


def _asked(fields: Mapping[str, Any]) -> Asked:
    return Asked(**{**fields, "choices": tuple(Choice(**c) for c in fields["choices"])})


class RefusedError(Exception):
    """The workbook cannot be read at all; carries the one problem that says why."""

    def __init__(self, rule: Rule, message: str, hint: str) -> None:
        self.problem = Problem(rule, message, hint)
        super().__init__(message)


def bounded(problems: Sequence[Problem]) -> list[Problem]:
    """As many as somebody can work through, each short enough to read; how many more there are."""
    listed = [_short(p) for p in problems[:MOST_LISTED]]
    if len(problems) > MOST_LISTED:
        first = problems[MOST_LISTED]
        rule = MORE_ERRORS if first.severity == "error" else MORE_WARNINGS
        message = f"另有 {len(problems) - MOST_LISTED} 条没有逐条列出"
        listed.append(Problem(rule, message, MEND_FIRST))
    return listed


def _short(problem: Problem) -> Problem:
    value = None if problem.value is None else _cut(problem.value)
    return replace(problem, message=_cut(problem.message), hint=_cut(problem.hint), value=value)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SIGNS else f"{text[:MOST_SIGNS]}…（共 {len(text)} 字）"


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(p.severity == "error" for p in problems)


def has_faults(problems: Iterable[Problem]) -> bool:
    """Whether something is wrong that no answer can put right."""
    return any(p.severity == "error" and not p.is_open for p in problems)


def cell_name(row: int, column: int) -> str:
    """The name of a cell, both counted from 0: (4, 6) is G5."""
    return f"{column_name(column)}{row + 1}"


# A cell's name: its column's letters and its row, counted from 1. For example AB12.
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def place_of(name: str) -> tuple[int, int] | None:
    """Row and column of a cell's name, both counted from 0; None where it is none: G5 is (4, 6)."""
    match = _CELL.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def column_name(column: int) -> str:
    """The letters of a column counted from 0: 6 is G, 26 is AA."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
