"""Takes a submission back: it stops counting from now on, and nothing is deleted."""

from dataclasses import dataclass
from datetime import date, datetime

from etl.forms.context import Office
from etl.personal import masked
from etl.store.disk.folder import Store
from etl.store.lines.clock import next_moment
from etl.store.lines.ledger import (
    Entry,
    Forgetting,
    Line,
    Withdrawal,
    append_entry,
    read_lines,
    withdrawn,
)
from etl.store.warehouse import base_of_next, publish_if_possible
from kpi.version import Pointer, opened

Spoken = tuple[str, str, date]  # form, unit, month


class WithdrawError(Exception):
    """There is nothing to take back under this number; the text says why."""


@dataclass(frozen=True)
class Withdrawn:
    """What was taken back, and which submissions count again for the months it spoke for.

    `is_published`: whether readers see it already; it is in the ledger for good either way.
    """

    entry: Entry
    line: Withdrawal
    again: dict[int, list[Spoken]]
    is_published: bool = True


def withdraw(
    store: Store, office: Office, number: int, reason: str, by: str, at: datetime | None = None
) -> Withdrawn:
    """Enters the withdrawal in the ledger and publishes it; `at` is UTC, None: now.

    At a `known_at` before it, all is as it was; from it on, what the submission had replaced
    counts again. Raises WithdrawError.
    """
    if not reason.strip():
        raise WithdrawError("请写明撤回的原因")
    with store.locked():
        base = base_of_next(store, office)
        lines = read_lines(store)
        entry = _entry(lines, number)
        before = _in_force(store, base)
        line = Withdrawal(
            line=len(lines) + 1,
            withdraws=number,
            withdrawn_at=at or next_moment(lines),
            withdrawn_by=masked(by),
            reason=masked(reason.strip()),
        )
        append_entry(store, line)
        version = publish_if_possible(store, [(line, ())], base)
        after = _in_force(store, version) if version else before
        return Withdrawn(entry, line, _gained(before, after), version is not None)


def _entry(lines: list[Line], number: int) -> Entry:
    entry = lines[number - 1] if 1 <= number <= len(lines) else None
    if entry is None:
        raise WithdrawError(f"没有第 {number} 号；台账现有 {len(lines)} 条")
    if isinstance(entry, Withdrawal):
        raise WithdrawError(f"第 {number} 号本身是一次撤回（撤回的是第 {entry.withdraws} 号）")
    if not isinstance(entry, Entry):
        what = "收回一个回答" if isinstance(entry, Forgetting) else "台账自己的一行"
        raise WithdrawError(f"第 {number} 号是{what}，不是报送")
    if entry.verdict != "accepted":
        raise WithdrawError(f"第 {number} 号“{entry.file_name}”当时已退回，没有入库，不必撤回")
    if earlier := withdrawn(lines).get(number):
        raise WithdrawError(f"第 {number} 号已经撤回过，原因：{earlier.reason}")
    return entry


def _in_force(store: Store, version: Pointer) -> dict[int, set[Spoken]]:
    """What each submission speaks for in a version."""
    spoken: dict[int, set[Spoken]] = {}
    with opened(store.warehouse / version.file) as connection:
        rows = connection.execute(
            "select submission_id, form, unit, month from in_force($now)", {"now": datetime.max}
        ).fetchall()
    for number, form, unit, month in rows:
        spoken.setdefault(number, set()).add((form, unit, month))
    return spoken


def _gained(
    before: dict[int, set[Spoken]], after: dict[int, set[Spoken]]
) -> dict[int, list[Spoken]]:
    gained = {number: sorted(now - before.get(number, set())) for number, now in after.items()}
    return {number: spoken for number, spoken in sorted(gained.items()) if spoken}
