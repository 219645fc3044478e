"""A ledger is taken over as it stands: an old one once, another where somebody accepts a fault."""

import getpass
import json
import logging
from collections.abc import Sequence
from shutil import copyfile

from etl.store.disk.chain import ChainError, Lines, digest_of_line, digest_of_lines, whole_lines
from etl.store.disk.durable import write_durably
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Takeover, append_entry, line_of
from etl.store.lines.witnesses import keys_of, proved_lines, witnesses
from kpi.moments import utc_now

MOST_LOST = 10_000  # lines that may be missing at the end
log = logging.getLogger(__name__)
OLD = "旧版程序的台账：从这一行起，每行记着上一行的 SHA-256"


class NothingToAcceptError(Exception):
    """The ledger is sound as it is; the text says so."""


def take_over_old(store: Store) -> Lines:
    """The proved lines; those of a ledger from before there were chains are taken over first.

    The lock must be held. Raises ChainError.
    """
    lines = proved_lines(store)
    if lines.is_chained:
        return lines
    _enter(store, OLD, getpass.getuser())
    log.warning("took over a ledger of %s lines without a chain in %s", len(lines.raw), store.root)
    return store.lines()


def accept_ledger(store: Store, reason: str, by: str) -> Takeover:
    """Goes on with the lines as they are, and writes down who knew others.

    The ledger as it was found is kept beside it. In place of a line that cannot be read stands one
    that says so, for the others are known by their numbers. Raises NothingToAcceptError.
    """
    with store.locked():
        try:
            proved_lines(store)
        except ChainError as fault:
            what = fault.what
        else:
            what = _out_of_place(store)
        _lay_in_place(store)
        return _enter(store, f"{reason}（{what}）", by, keys_of(witnesses(store)))


def _out_of_place(store: Store) -> str:
    """What is wrong with lines that follow each other. Raises NothingToAcceptError."""
    fields = store.lines().fields
    try:
        numbers = [line_of(number, one).line for number, one in enumerate(fields, start=1)]
    except ChainError as newer:
        raise NothingToAcceptError(f"台账完好，不必接管；{newer}") from None
    if numbers == list(range(1, len(numbers) + 1)):
        raise NothingToAcceptError("台账完好，不必接管")
    return "有行被删去或插入过"


def _lay_in_place(store: Store) -> None:
    """Each line at its own number, once; where none can be read, one that says so."""
    if not store.ledger.exists():
        return
    found = store.ledger.with_name(f"ledger.found-{utc_now():%Y%m%dT%H%M%S}.jsonl")
    copyfile(store.ledger, found)
    lines = whole_lines(store.ledger)
    placed, last, most = dict[int, bytes](), 0, len(lines) + MOST_LOST
    for line in lines:
        number = _number_of(line)
        if number is not None and number <= most:
            last = number
            placed.setdefault(number, line)
        else:
            last += 1
    count = max(last, *placed, 0)
    laid = [placed.get(n) or _lost(n, lines) for n in range(1, count + 1)]
    if laid != list(lines):
        write_durably(store.ledger, b"".join(line + b"\n" for line in laid))


def _number_of(line: bytes) -> int | None:
    """A line's own number; None where it cannot be read."""
    try:
        return line_of(0, json.loads(line)).line
    except (ValueError, RecursionError, ChainError):
        return None


def _lost(number: int, lines: Sequence[bytes]) -> bytes:
    """In place of a line that cannot be read; it says what stood there, if anything did."""
    there = lines[number - 1] if number <= len(lines) else b""
    return json.dumps({"line": number, "lost": digest_of_line(there)}).encode()


def _enter(store: Store, reason: str, by: str, accepted: list[str] | None = None) -> Takeover:
    raw = whole_lines(store.ledger)
    line = Takeover(
        line=len(raw) + 1,
        takes_over=len(raw),
        digest=digest_of_lines(raw),
        taken_over_at=utc_now(),
        taken_over_by=by,
        reason=reason,
        accepted_heads=tuple(accepted or ()),
    )
    append_entry(store, line)
    return line
