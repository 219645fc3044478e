"""Whether a store holds anything real: it is shown from then on in place of the demo year."""

from functools import lru_cache
from pathlib import Path

from etl.store.disk.chain import ChainError
from etl.store.disk.folder import Store
from etl.store.faults import STORE_FAULTS, fault_words
from etl.store.lines.ledger import Entry, Line, Takeover, lines_of, read_lines
from etl.store.lines.witnesses import proved_lines


def has_begun(store: Store) -> bool:
    """Whether a submission was accepted, or it cannot be told because the ledger is damaged.

    A workbook that was returned makes no figures; a ledger that is gone does not make a store new.
    """
    return _has_begun(store, *_state(store.ledger), *_state(store.current))


def is_untouched(store: Store) -> bool:
    """Whether nothing was ever received: there is neither ledger nor version nor original."""
    return not any(p.exists() for p in (store.ledger, store.current, store.originals))


def _state(path: Path) -> tuple[int, int]:
    """What changes whenever a file does: its time and size; zeros for none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


# pages ask again and again
@lru_cache(maxsize=16)
def _has_begun(store: Store, *_: int) -> bool:
    try:
        proved_lines(store)
        return any(map(_is_real, read_lines(store)))
    except STORE_FAULTS:
        return True


def _is_real(line: Line) -> bool:
    """A submission that was accepted, or the sign that there were lines before."""
    return isinstance(line, Takeover) or (isinstance(line, Entry) and line.verdict == "accepted")


def ledger_fault(store: Store) -> str | None:
    """What is wrong with the ledger, in words; None where it is sound, or there is none yet."""
    return _ledger_fault(store, *_state(store.ledger), *_state(store.current))


@lru_cache(maxsize=16)
def _ledger_fault(store: Store, *_: int) -> str | None:
    try:
        lines_of(proved_lines(store))
    except (ChainError, OSError) as fault:
        return fault_words(fault)
    return None
