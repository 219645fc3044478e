"""The ledger's lines: what was received, when, by whom, what came of it, and what was withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel, ConfigDict, ValidationError

from etl.check.check import Part
from etl.forms.forms import FORMS
from etl.store.disk.chain import ChainError, Lines
from etl.store.disk.folder import Store
from etl.store.lines.settled import Settlement

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


class Answer(BaseModel):
    """A question that was answered for a unit, with what was asked and what was chosen.

    `remembered`: it holds for the unit's next workbooks of the same layout; `since` is the
    submission that it was given with, where it was remembered from one.
    """

    model_config = ConfigDict(frozen=True)

    question: str
    unit: str
    choice: str
    message: str
    words: str
    remembered: bool
    since: int | None = None


class Entry(BaseModel):
    """A submission's line; `received_at` is UTC, `claimed` when it was given from outside.

    `settlement` is what its answers took away from it beside the others in the store.
    """

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
    answers: tuple[Answer, ...] = ()
    settlement: Settlement = Settlement()

    @property
    def line(self) -> int:
        return self.submission_id


class Withdrawal(BaseModel):
    """The line that takes a submission back: from `withdrawn_at` (UTC) on, it counts no more.

    The submission's own line, its rows and its original stay.
    """

    model_config = ConfigDict(frozen=True)

    line: int
    withdraws: int
    withdrawn_at: datetime
    withdrawn_by: str
    reason: str


class Forgetting(BaseModel):
    """The line that takes a remembered answer back: from then on the question is asked again.

    What was let in with the answer stays as it is.
    """

    model_config = ConfigDict(frozen=True)

    line: int
    forgets: str
    unit: str
    forgotten_at: datetime
    forgotten_by: str


class Takeover(BaseModel):
    """The line from which on a ledger is proved: it vouches for all lines before it by `digest`.

    An old ledger is taken over once; so is one with a fault that somebody accepted, then
    `accepted_heads` names what knew another ledger.
    """

    model_config = ConfigDict(frozen=True)

    line: int
    takes_over: int
    digest: str
    taken_over_at: datetime
    taken_over_by: str
    reason: str
    accepted_heads: tuple[str, ...] = ()


class Lost(BaseModel):
    """In place of a line that could not be read any more; `lost` is the SHA-256 of what stood."""

    model_config = ConfigDict(frozen=True)

    line: int
    lost: str


class Erasure(BaseModel):
    """The line that says that an original was erased, and with it its rows; its line stays."""

    model_config = ConfigDict(frozen=True)

    line: int
    erases: str  # SHA-256
    submissions: tuple[int, ...]
    erased_at: datetime
    erased_by: str
    reason: str


Line = Entry | Withdrawal | Forgetting | Takeover | Lost | Erasure
# What a line is told by; ledgers from before there were withdrawals hold submissions alone.
KINDS: Mapping[str, type[Line]] = MappingProxyType(
    {
        "forgets": Forgetting,
        "withdraws": Withdrawal,
        "takes_over": Takeover,
        "lost": Lost,
        "erases": Erasure,
    }
)


def read_lines(store: Store) -> list[Line]:
    """Every line, oldest first; its place in the list is its number less one.

    Raises ChainError, OSError.
    """
    return lines_of(store.lines())


def lines_of(lines: Lines) -> list[Line]:
    """What the lines say, each in its place. Raises ChainError."""
    read = [line_of(number, fields) for number, fields in enumerate(lines.fields, start=1)]
    for number, line in enumerate(read, start=1):
        if line.line != number:
            raise ChainError(f"台账第 {number} 行写着自己是第 {line.line} 行：有行被删去或插入过")
    return read


def line_of(number: int, fields: dict[str, Any]) -> Line:
    """What a line's fields are. Raises ChainError where they are nothing that is known."""
    kind = next((k for name, k in KINDS.items() if name in fields), Entry)
    try:
        return kind.model_validate(fields)
    except ValidationError as fault:
        raise ChainError(
            f"台账第 {number} 行这一版程序读不懂（{fault.error_count()} 项不对）：由更新的程序写成",
            "请升级程序",
        ) from None


def read_ledger(store: Store) -> list[Entry]:
    """Every submission, oldest first; its submission_id is the number of its line."""
    return submissions(read_lines(store))


def submissions(lines: list[Line]) -> list[Entry]:
    return [line for line in lines if isinstance(line, Entry)]


def withdrawn(lines: list[Line]) -> dict[int, Withdrawal]:
    """What was taken back, by the number of the submission."""
    return {line.withdraws: line for line in lines if isinstance(line, Withdrawal)}


def accepted_alike(digest: str, lines: list[Line], given: Mapping[str, str]) -> Entry | None:
    """The submission of the same bytes that counts; one that was withdrawn may come again.

    So may one that was let in by other answers than those `given` now.
    """
    gone = withdrawn(lines)
    same = (e for e in submissions(lines) if e.sha256 == digest and e.verdict == "accepted")
    counting = (e for e in same if e.submission_id not in gone)
    newest = max(counting, key=lambda e: e.submission_id, default=None)
    if newest and any(given.get(a.question, a.choice) != a.choice for a in newest.answers):
        return None
    return newest


def returned_alike(entry: Entry, lines: list[Line]) -> Entry | None:
    """The line of the same bytes returned for the same reasons: there need not be another."""
    key = (entry.sha256, entry.verdict, entry.problems)
    alike = (e for e in submissions(lines) if (e.sha256, e.verdict, e.problems) == key)
    return next(alike, None) if entry.verdict == "returned" else None


def append_entry(store: Store, entry: Line) -> None:
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
    stored = [c for c in money if c.stored_as in part.rows.column_names]
    return {c.name: _sum(part.rows[c.stored_as]) for c in stored}


def _sum(fen: pa.ChunkedArray) -> int:
    # as decimals, or a sum beyond 64 bits would come round unnoticed
    return int(pc.sum(fen.cast(pa.decimal128(38, 0))).as_py() or 0)
