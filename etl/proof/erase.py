"""Erases an original and its rows, for good, with a line in the ledger that says so."""

import logging
from dataclasses import dataclass

import duckdb

from etl.forms.context import Office
from etl.personal import masked
from etl.store.disk.audit import record
from etl.store.disk.folder import Store
from etl.store.lines.clock import next_moment
from etl.store.lines.erase import erasure_of
from etl.store.lines.ledger import Entry, Erasure, append_entry, read_lines
from etl.store.lines.witnesses import witnesses
from etl.store.warehouse import bring_up_to_date

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Erased:
    """What was erased; `editions` were frozen with its rows, which stay in them.

    `is_done`: whether it is gone from every file already; it is written down for good either way.
    """

    entry: Entry
    line: Erasure
    editions: tuple[str, ...]
    is_done: bool = True


def erase(store: Store, office: Office, number: int, reason: str, by: str) -> Erased:
    """Erases the original of a submission that does not count (any more), and makes all anew.

    From then on the figures are made without it, at every moment. Raises EraseError.
    """
    with store.locked():
        bring_up_to_date(store, office)
        lines = read_lines(store)
        entry, numbers = erasure_of(lines, number, reason)
        line = Erasure(
            line=len(lines) + 1,
            erases=entry.sha256,
            submissions=numbers,
            erased_at=next_moment(lines),
            erased_by=masked(by),
            reason=masked(reason.strip()),
        )
        append_entry(store, line)
        record(store, "erase", line.erased_by, submissions=list(numbers), reason=line.reason)
        is_done = _finished(store, office)
    return Erased(entry, line, _editions_with(store, entry), is_done)


def _finished(store: Store, office: Office) -> bool:
    """Whether all is gone already; else the next one who writes finishes it."""
    try:
        bring_up_to_date(store, office)
    except (OSError, duckdb.Error):
        log.exception("what is erased is not gone from every file yet")
        return False
    return True


def _editions_with(store: Store, entry: Entry) -> tuple[str, ...]:
    """Those that were frozen when it was in the ledger: their data hold its rows."""
    known = (w for w in witnesses(store) if w.edition and w.lines >= entry.submission_id)
    return tuple(w.edition for w in known)
