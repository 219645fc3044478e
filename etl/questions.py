"""Questions that a workbook leaves open: what is meant is for its sender to say.

A question is asked where a file can be understood in more than one way. It offers two to four
choices and has no default: unanswered it keeps the file out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from etl import rules
from etl.problems import Asked, Choice, Problem
from etl.rules import Rule

RETURN = Choice("return", "整份退回，改好再报")


@dataclass(frozen=True)
class Answers:
    """What was answered: now, by the question's id; before, by unit and question.

    `again`: of a workbook that was let in before, perhaps by a version that asked less; what is
    not answered is read by default, as it was then. `money`: the unit that a sheet's money is read
    in, as was answered beside other submissions.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[tuple[str, str], str] = field(default_factory=dict)
    again: bool = False
    money: Mapping[str, str] = field(default_factory=dict)

    def to(self, question: str, unit: str) -> str | None:
        return self.given.get(question) or self.remembered.get((unit, question))

    def with_answer(self, question: str, choice: str) -> "Answers":
        return replace(self, given={**self.given, question: choice})


@dataclass(frozen=True)
class Question:
    """`what` it is about makes it the same question next month: the layout, not the month's rows.

    `remembered`: False where it hangs on this month's rows; then `what` names them.
    """

    rule: Rule
    what: str
    message: str
    hint: str
    choices: tuple[Choice, ...]
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    remembered: bool = True

    @property
    def id(self) -> str:
        """Short enough to be typed: --answer 3f9ac2d1=wan."""
        return sha256(f"{self.rule.code}|{self.what}".encode()).hexdigest()[:8]


def ask(question: Question, answers: Answers, unit: str = "") -> tuple[str | None, Problem]:
    """The code of the choice that was answered, None where none was; and what is told of it.

    An answer that the question does not offer is none.
    """
    choices = (*question.choices, RETURN)
    answer = answers.to(question.id, unit)
    chosen = next((c for c in choices if c.code == answer), None)
    if chosen is None:
        return None, _told(question, question.rule, question.message, choices, None, unit)
    if chosen is RETURN:
        message = f"{question.message}（已回答：{RETURN.words}）"
        return None, _told(question, question.rule, message, choices, RETURN.code, unit)
    message = f"{question.message} 已按回答处理：{chosen.words}"
    return chosen.code, _told(question, rules.ANSWERED, message, (chosen,), chosen.code, unit)


def _told(
    question: Question,
    rule: Rule,
    message: str,
    choices: tuple[Choice, ...],
    answer: str | None,
    unit: str,
) -> Problem:
    kept = "答错了的，可在“数据质量”收回这个回答" if question.remembered else "只对这一份有效"
    hint = kept if rule is rules.ANSWERED else question.hint
    asked = Asked(question.id, choices, answer, unit, question.remembered)
    return Problem(rule, message, hint, question.sheet, question.cell, question.value, asked=asked)
