"""A ledger is taken over as it stands: an old one once, another where somebody accepts a fault."""

import getpass
import json
import logging
from shutil import copyfile

from etl.store.disk.chain import ChainError, Lines, digest_of_line, digest_of_lines, whole_lines
from etl.store.disk.durable import write_durably
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Takeover, append_entry, line_of
from etl.store.lines.witnesses import keys_of, proved_lines, witnesses
from kpi.moments import utc_now

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
            _replace_unreadable(store)
            return _enter(store, f"{reason}（{fault}）", by, keys_of(witnesses(store)))
    raise NothingToAcceptError("台账完好，不必接管")


def _replace_unreadable(store: Store) -> None:
    if not store.ledger.exists():
        return
    found = store.ledger.with_name(f"ledger.found-{utc_now():%Y%m%dT%H%M%S}.jsonl")
    copyfile(store.ledger, found)
    lines = whole_lines(store.ledger)
    readable = [_readable(number, line) for number, line in enumerate(lines, start=1)]
    if readable != list(lines):
        write_durably(store.ledger, b"".join(line + b"\n" for line in readable))


def _readable(number: int, line: bytes) -> bytes:
    try:
        line_of(number, json.loads(line))
    except (ValueError, ChainError):
        return json.dumps({"line": number, "lost": digest_of_line(line)}).encode()
    return line


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
