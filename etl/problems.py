"""What is wrong with a workbook, in words that its sender understands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from etl.rules import MORE_ERRORS, MORE_WARNINGS, Rule, Severity, rule_of

MEND_FIRST = "请先改正已列出的各处，再报送一次"
MOST_OF_A_KIND = 50
# of one column's different faults, of one workbook's problems, of one text's signs
MOST_VALUES, MOST_LISTED, MOST_SIGNS = 1000, 5000, 400


@dataclass(frozen=True)
class Problem:
    """One finding: where it stands, the value found there, the rule, and how to mend it."""

    rule: Rule
    message: str
    hint: str
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def code(self) -> str:
        return self.rule.code

    def as_line(self) -> dict[str, str | None]:
        """As the ledger keeps it and other programs read it: the rule by severity and code."""
        line = {"severity": self.severity, "rule": self.code}
        return line | {name: value for name, value in vars(self).items() if name != "rule"}

    @classmethod
    def of_line(cls, line: Mapping[str, Any]) -> "Problem":
        """The problem that `as_line` wrote, here or in another version of the program."""
        rest = {name: value for name, value in line.items() if name not in ("severity", "rule")}
        return cls(rule_of(line["rule"], line["severity"]), **rest)


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
