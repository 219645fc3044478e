"""Which submissions stand behind each figure at a day, as known at a moment."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from kpi.engine.query import run
from kpi.plan import Plan

Figure = tuple[str, str]  # indicator, entity
Part = tuple[int, str, date]  # submission, unit, month
Spoken = tuple[str, str, date]  # form, unit, month
Brought = tuple[int, int, float]  # amount, base, the rows' own target


@dataclass(frozen=True)
class Contributions:
    """By figure what each submission brings to it, and who speaks for each unit and month."""

    parts: dict[Figure, dict[Part, Brought]]
    speaking: dict[Spoken, frozenset[int]]


def contributions(
    connection: duckdb.DuckDBPyConnection, plan: Plan, as_of: date, known_at: datetime | None
) -> Contributions:
    """All contributions of all submissions at the two times."""
    parts: dict[Figure, dict[Part, Brought]] = {}
    for row in run(connection, "contributions", plan, as_of, known_at):
        brought = (row["amount"], row["base"] or 0, row["own_target"] or 0)
        part = (row["submission_id"], row["unit"], row["month"])
        parts.setdefault((row["indicator"], row["entity"]), {})[part] = brought
    codes = [(i.form, i.code) for i in plan.indicators if i.source == "submissions"]
    for row in run(connection, "report_contributions", plan, as_of, known_at):
        for code in (code for form, code in codes if form == row["form"]):
            part = (row["submission_id"], row["unit"], row["month"])
            parts.setdefault((code, row["entity"]), {})[part] = (row["amount"], 0, 0)
    return Contributions(parts, _speaking(connection, plan, as_of, known_at))


def _speaking(
    connection: duckdb.DuckDBPyConnection, plan: Plan, as_of: date, known_at: datetime | None
) -> dict[Spoken, frozenset[int]]:
    speaking: dict[Spoken, set[int]] = {}
    for row in run(connection, "speaking", plan, as_of, known_at):
        speaking.setdefault((row["form"], row["unit"], row["month"]), set()).add(
            row["submission_id"]
        )
    return {key: frozenset(numbers) for key, numbers in speaking.items()}


def moved_by(form: str, figure: Figure, a: Contributions, b: Contributions) -> set[int]:
    """The submissions by which a figure differs: what came, what went, and what took its place.

    A correction that leaves a unit's month as it was has moved nothing.
    """
    before, after = a.parts.get(figure, {}), b.parts.get(figure, {})
    months = {(unit, month) for _, unit, month in before.keys() | after.keys()}
    numbers: set[int] = set()
    for unit, month in months:
        was, now = _of(before, unit, month), _of(after, unit, month)
        if _sum(was) != _sum(now):
            key = (form, unit, month)
            numbers |= {n for n in was.keys() | now.keys() if was.get(n) != now.get(n)}
            numbers |= a.speaking.get(key, frozenset()) ^ b.speaking.get(key, frozenset())
    return numbers


def _of(parts: dict[Part, Brought], unit: str, month: date) -> dict[int, Brought]:
    return {part[0]: brought for part, brought in parts.items() if part[1:] == (unit, month)}


def _sum(parts: dict[int, Brought]) -> tuple[float, ...] | None:
    """None where there is nothing: a report that came late brings nothing, but came."""
    return tuple(map(sum, zip(*parts.values(), strict=True))) if parts else None
