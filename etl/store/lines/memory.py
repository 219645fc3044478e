"""Answers that hold for a unit's next workbooks of the same layout, until they are taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from etl.problems import Problem
from etl.questions import Answers
from etl.store.lines.ledger import Answer, Entry, Forgetting, Line, submissions, withdrawn
from kpi.moments import in_shanghai

Key = tuple[str, str]  # unit, question


@dataclass(frozen=True)
class Remembered:
    """An answer in force, and the submission that it was given with."""

    answer: Answer
    entry: Entry

    @property
    def since(self) -> datetime:
        return self.entry.received_at


def remembered(lines: list[Line]) -> dict[Key, Remembered]:
    """The answers in force, the newest of each; those of a withdrawn submission are not."""
    gone = withdrawn(lines)
    kept: dict[Key, Remembered] = {}
    for line in lines:
        if isinstance(line, Forgetting):
            kept.pop((line.unit, line.forgets), None)
        elif isinstance(line, Entry) and line.answers and line.submission_id not in gone:
            own = (a for a in line.answers if a.remembered and a.unit and a.since is None)
            kept |= {(a.unit, a.question): Remembered(a, line) for a in own}
    return kept


def answers_of(lines: list[Line], given: Mapping[str, str]) -> Answers:
    """What a workbook is read with: what is answered with it, and what is remembered."""
    return Answers(given, {key: kept.answer.choice for key, kept in remembered(lines).items()})


def answers_again(entry: Entry) -> Answers:
    """What a submission was let in with: read again, it says the same."""
    given = {(a.unit, a.question): a.choice for a in entry.answers}
    return Answers({}, given, again=True, money=dict(entry.settlement.money))


def days_answered(entry: Entry, lines: list[Line]) -> dict[Key, date]:
    """When those answers were given that a submission was read by and that were remembered."""
    sent = {e.submission_id: in_shanghai(e.received_at).date() for e in submissions(lines)}
    kept = ((a, sent.get(a.since)) for a in entry.answers if a.since is not None)
    return {(a.unit, a.question): day for a, day in kept if day}


def used(problems: tuple[Problem, ...], answers: Answers, lines: list[Line]) -> tuple[Answer, ...]:
    """The answers that a workbook was read by, for its line in the ledger."""
    kept = remembered(lines) if any(p.asked for p in problems) else {}
    found: dict[Key, Answer] = {}
    for problem in problems:
        asked = problem.asked
        if asked is None or asked.answer is None or problem.severity == "error":
            continue
        key = (asked.unit, asked.id)
        known = kept.get(key) if asked.id not in answers.given else None
        found[key] = Answer(
            question=asked.id,
            unit=asked.unit,
            choice=asked.answer,
            message=problem.message,
            words=asked.choices[0].words,
            remembered=asked.remembered,
            since=known.entry.submission_id if known else None,
        )
    return tuple(found.values())
