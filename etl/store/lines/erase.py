"""An original is erased on demand: its line in the ledger stays, and a tombstone in its place."""

import json
import logging

from etl.store.disk.durable import sync_folder, write_durably
from etl.store.disk.folder import Store
from etl.store.lines.ledger import Entry, Erasure, Line, submissions, withdrawn

log = logging.getLogger(__name__)


class EraseError(Exception):
    """It cannot be erased; the text says why and what comes first."""


def erased(lines: list[Line]) -> dict[str, Erasure]:
    """What was erased, by the SHA-256 of the original; the same bytes may be let in again since."""
    gone: dict[str, Erasure] = {}
    for line in lines:
        if isinstance(line, Erasure):
            gone[line.erases] = line
        elif isinstance(line, Entry):
            gone.pop(line.sha256, None)
    return gone


def erased_numbers(lines: list[Line]) -> frozenset[int]:
    """The submissions whose rows were erased, for good."""
    erasures = (line for line in lines if isinstance(line, Erasure))
    return frozenset(number for erasure in erasures for number in erasure.submissions)


def erasure_of(lines: list[Line], number: int, reason: str) -> tuple[Entry, tuple[int, ...]]:
    """The submission of a number and all of the same bytes. Raises EraseError while one counts."""
    if not reason.strip():
        raise EraseError("请写明删除的原因")
    entry = lines[number - 1] if 1 <= number <= len(lines) else None
    if not isinstance(entry, Entry):
        raise EraseError(f"没有第 {number} 号报送；台账现有 {len(lines)} 条")
    if entry.sha256 in erased(lines):
        raise EraseError(f"第 {number} 号“{entry.file_name}”的原件已经删除过")
    same = [e for e in submissions(lines) if e.sha256 == entry.sha256]
    gone = withdrawn(lines)
    for other in same:
        if other.verdict == "accepted" and other.submission_id not in gone:
            raise EraseError(
                f"第 {other.submission_id} 号“{other.file_name}”还计入数字："
                f"请先撤回（python -m etl withdraw {other.submission_id} --reason 原因），再删除"
            )
    return entry, tuple(e.submission_id for e in same)


def finish_erasures(store: Store, lines: list[Line]) -> None:
    """Takes away what the ledger says is erased, and is still there; the lock must be held."""
    for sha256, line in erased(lines).items():
        original, tombstone = store.place_of(sha256), store.tombstone(sha256)
        if not tombstone.exists():
            tombstone.parent.mkdir(parents=True, exist_ok=True)
            write_durably(tombstone, _inscription(line))
        if original.exists():
            original.unlink()
            sync_folder(original.parent)
            log.info("erased %s", original)


def _inscription(line: Erasure) -> bytes:
    return json.dumps(line.model_dump(mode="json"), ensure_ascii=False).encode()
