"""Workbooks of literal rows: what is read of them, what is asked, and what follows an answer."""

from collections.abc import Callable
from typing import Any

from etl.examine.examine import Findings, examine
from etl.forms.context import Office
from etl.questions import Answers

Rows = list[list[Any]]
See = Callable[..., "Seen"]


class Seen:
    """A workbook as it was read: its sums, its problems, and the same with an answer given."""

    def __init__(self, content: bytes, office: Office) -> None:
        self.content, self.office = content, office
        self.findings: Findings = examine("七宝镇.xlsx", content, office)

    @property
    def rules(self) -> list[str]:
        return [p.code for p in self.findings.problems if p.code not in ("missing_voucher",)]

    @property
    def asked(self) -> list[str]:
        return [p.code for p in self.findings.problems if p.is_open]

    def total(self, column: str = "amount_fen") -> float:
        """The sum of a column, money in yuan; only of what was accepted."""
        assert self.findings.accepted, self.findings.problems
        parts = [part.rows[column].to_pylist() for part in self.findings.parts]
        figures = sum(v or 0 for part in parts for v in part)
        return figures / 100 if column.endswith("_fen") else figures

    def choices(self) -> dict[str, str]:
        """Of the one open question: the totals by the words of its choices."""
        (problem,) = [p for p in self.findings.problems if p.asked and p.is_open]
        assert problem.asked
        return {c.words: c.totals for c in problem.asked.choices}

    def answered(self, words: str) -> "Seen":
        """The same workbook with the choice of the one open question that begins so."""
        (problem,) = [p for p in self.findings.problems if p.asked and p.is_open]
        assert problem.asked
        (code,) = [c.code for c in problem.asked.choices if c.words.startswith(words)]
        answers = Answers({problem.asked.id: code})
        return Seen(self.content, self.office.answering(answers))
