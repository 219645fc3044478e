"""The ledger's lines: what was received, when, by whom, and what came of it."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from etl.check import Part
from etl.forms import FORMS
from etl.problems import Problem
from etl.store import Store

Verdict = Literal["accepted", "returned"]
Mode = Literal["replace", "append"]


class SheetEntry(BaseModel):
    """One form on one sheet; `totals_fen` sums the money columns."""

    model_config = ConfigDict(frozen=True)

    sheet: str
    form: str
    unit: str
    first_month: date
    last_month: date
    rows: int
    totals_fen: dict[str, int]


class Entry(BaseModel):
    """One line of the ledger; `received_at` is UTC, `claimed` when it was given from outside."""

    model_config = ConfigDict(frozen=True)

    submission_id: int
    sha256: str
    file_name: str
    received_at: datetime
    claimed: bool
    received_by: str
    mode: Mode
    verdict: Verdict
    sheets: tuple[SheetEntry, ...]
    problems: tuple[dict[str, Any], ...]


def read_ledger(store: Store) -> list[Entry]:
    """Every entry, oldest first; an entry's submission_id is its line number."""
    return [Entry.model_validate(line) for line in store.entries()]


def append_entry(store: Store, entry: Entry) -> None:
    store.append(entry.model_dump(mode="json"))


def sheet_entries(parts: tuple[Part, ...]) -> tuple[SheetEntry, ...]:
    return tuple(
        SheetEntry(
            sheet=part.sheet,
            form=part.form,
            unit=part.unit,
            first_month=part.period.first,
            last_month=part.period.last,
            rows=part.rows.num_rows,
            totals_fen=totals_fen(part),
        )
        for part in parts
    )


def totals_fen(part: Part) -> dict[str, int]:
    """The sum of each money column, in fen."""
    money = [c for c in FORMS[part.form].columns() if c.kind.name == "money"]
    found = [c for c in money if c.stored_as in part.rows.column_names]
    return {c.name: sum(v for v in part.rows[c.stored_as].to_pylist() if v) for c in found}


def problem_line(problem: Problem) -> dict[str, Any]:
    return asdict(problem)
