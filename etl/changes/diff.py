"""What a submission changed, row by row: against another one, or against what it replaced."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import duckdb

from etl.changes.pairing import Line, Pair, pair_lines
from etl.forms.forms import FORMS
from etl.store.statements import statement

Spoken = tuple[str, str]  # form, unit
Months = dict[Spoken, set[date]]


class DiffError(Exception):
    """There is nothing to compare under this number; the text says why."""


@dataclass(frozen=True)
class Change:
    """A row added (no old), removed (no new) or changed; `columns` are those that differ."""

    old: Line | None
    new: Line | None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """What changed in a form, unit and month: rows and totals in fen, each before and after."""

    form: str
    unit: str
    month: date
    rows: tuple[int, int]
    totals_fen: dict[str, tuple[int, int]]
    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    changed: tuple[Change, ...]


@dataclass(frozen=True)
class Diff:
    """Of the months of which both speak, what changed; and the months of which only one speaks."""

    sections: tuple[Section, ...]
    only_in_a: Months
    only_in_b: Months


def diff(connection: duckdb.DuckDBPyConnection, a: int, b: int) -> Diff:
    """Submission `a` against `b`. Raises DiffError for one that was not accepted.

    A corrected August is compared with the August of an earlier July-September file; of snapshots
    the whole tables are compared, whatever their months.
    """
    ours, theirs = _months_of(connection, a), _months_of(connection, b)
    sections: list[Section] = []
    for spoken in sorted(ours.keys() & theirs.keys()):
        months = None
        if FORMS[spoken[0]].cadence == "monthly":
            months = ours[spoken] & theirs[spoken]
        old, new = (_sent(connection, number, *spoken, months) for number in (a, b))
        sections += _sections(spoken, old, new, max(theirs[spoken]))
    return Diff(tuple(sections), _beyond(ours, theirs), _beyond(theirs, ours))


def changes_of(connection: duckdb.DuckDBPyConnection, number: int) -> list[Section]:
    """What an accepted submission did to the months in which something was in force before it."""
    months = _months_of(connection, number)
    after = connection.execute(
        "select received_at from submissions where submission_id = $number", {"number": number}
    ).fetchall()[0][0]
    sections: list[Section] = []
    for spoken in sorted(months):
        before = after - timedelta(microseconds=1)
        old = _in_force(connection, number, *spoken, before)
        if old:
            new = _in_force(connection, number, *spoken, after)
            sections += _sections(spoken, old, new, max(months[spoken]))
    return sections


def _months_of(connection: duckdb.DuckDBPyConnection, number: int) -> Months:
    rows = connection.execute(
        "select form, unit, month from coverage where submission_id = $number", {"number": number}
    ).fetchall()
    if not rows:
        raise DiffError(f"没有第 {number} 号已接收的报送")
    months: Months = defaultdict(set)
    for form, unit, month in rows:
        months[form, unit].add(month)
    return months


def _beyond(own_months: Months, other: Months) -> Months:
    """Months of a form and unit of which the other does not speak; of snapshots, none."""
    beyond: Months = {}
    for spoken, months in own_months.items():
        shared = spoken in other and FORMS[spoken[0]].cadence != "monthly"
        left = set() if shared else months - other.get(spoken, set())
        if left:
            beyond[spoken] = left
    return beyond


def _sent(
    connection: duckdb.DuckDBPyConnection, number: int, form: str, unit: str, months: Any
) -> list[Line]:
    bound = {"number": number, "unit": unit}
    lines = _lines(connection.execute(statement("sent_rows", form=FORMS[form].code), bound))
    return [line for line in lines if months is None or line.month in months]


def _in_force(
    connection: duckdb.DuckDBPyConnection, number: int, form: str, unit: str, known_at: datetime
) -> list[Line]:
    """The rows that spoke at a moment for the months of which the submission speaks."""
    bound = {"known_at": known_at, "form": form, "number": number, "unit": unit}
    sql = statement("rows_in_force", form=FORMS[form].code)
    return list(_lines(connection.execute(sql, bound)))


def _lines(result: duckdb.DuckDBPyConnection) -> Iterator[Line]:
    names = [column[0] for column in result.description or ()]
    for row in result.fetchall():
        values = dict(zip(names, row, strict=True))
        place = {name: values.pop(name) for name in ("submission_id", "sheet", "row", "month")}
        yield Line(**place, values=values)


def _sections(spoken: Spoken, old: list[Line], new: list[Line], newest: date) -> Iterator[Section]:
    form = FORMS[spoken[0]]
    names = [c.stored_as for c in form.columns()]
    by_month: dict[date, list[Pair]] = defaultdict(list)
    for one, two in pair_lines(form, old, new):
        line = two or one
        assert line is not None
        by_month[line.month if form.cadence == "monthly" else newest].append((one, two))
    for month, pairs in sorted(by_month.items()):
        yield _section(spoken, month, names, pairs)


def _section(spoken: Spoken, month: date, names: list[str], pairs: list[Pair]) -> Section:
    changes = [Change(o, n, _differing(o, n, names)) for o, n in pairs]
    olds, news = [o for o, _ in pairs if o], [n for _, n in pairs if n]
    return Section(
        *spoken,
        month=month,
        rows=(len(olds), len(news)),
        totals_fen={n: (_sum(olds, n), _sum(news, n)) for n in names if n.endswith("_fen")},
        added=tuple(c for c in changes if c.old is None),
        removed=tuple(c for c in changes if c.new is None),
        changed=tuple(c for c in changes if c.columns),
    )


def _differing(old: Line | None, new: Line | None, names: list[str]) -> tuple[str, ...]:
    if old is None or new is None:
        return ()
    return tuple(name for name in names if old.values[name] != new.values[name])


def _sum(lines: list[Line], name: str) -> int:
    return sum(line.values[name] or 0 for line in lines)
