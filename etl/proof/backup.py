"""A store kept elsewhere and brought back; what was brought back is proved before it is used.

A backup folder is laid out as the store is. A second backup into it adds what is new: originals
and editions never change. It is consistent while the store is in use, for what a ledger's line
speaks of was kept before the line was written, and the lines that are copied are read first.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from etl.forms.context import Office
from etl.proof.editions import edition_faults
from etl.proof.verify import Bar, faults_of, no_bar
from etl.store.begun import is_untouched
from etl.store.disk.audit import record
from etl.store.disk.chain import ChainError, Lines, read_chain, whole_lines
from etl.store.disk.durable import left_overs, sync_folder, write_durably
from etl.store.disk.folder import OriginalError, Store
from etl.store.lines.erase import erased
from etl.store.lines.ledger import Entry, lines_of, submissions
from etl.store.lines.witnesses import RESTORING, proved_lines
from etl.store.warehouse import bring_up_to_date
from kpi.moments import utc_now
from kpi.plan.load import plans_folder
from kpi.version import DATA, digest_of

SAID, ACCOUNTS = "backup.json", "accounts.csv"


class BackupError(Exception):
    """A backup cannot be made or brought back; the text says why and what to do."""


@dataclass(frozen=True)
class Backup:
    """What a backup folder says of itself: when it was made (UTC), and of which ledger."""

    made_at: datetime
    lines: int
    head: str


def backup(store: Store, folder: Path, bar: Bar = no_bar) -> Backup:
    """Copies what cannot be made again; the ledger last, so that it speaks of nothing that lacks.

    Raises BackupError where the folder holds something else or an original is damaged, ChainError
    where the ledger is.
    """
    lines = proved_lines(store)
    _check_target(store, folder, lines)
    _sweep(folder)
    target = Store(folder)
    lacking = [
        *_keep_originals(store, target, lines, bar),
        *_keep_editions(store, target),
        *_keep_audit(store, target),
    ]
    _keep_plans(folder)
    if (store.root / ACCOUNTS).exists():
        write_durably(folder / ACCOUNTS, (store.root / ACCOUNTS).read_bytes())
    if lacking:
        raise BackupError("备份不完整，原有的备份仍可用：\n" + "\n".join(lacking))
    write_durably(target.ledger, b"".join(line + b"\n" for line in lines.raw))
    made = Backup(utc_now(), len(lines.raw), lines.head)
    _say(folder, made)
    return made


def _say(folder: Path, made: Backup) -> None:
    write_durably(folder / SAID, json.dumps(asdict(made), default=str).encode())


def _sweep(folder: Path) -> None:
    """Takes away what a backup that was broken off has left half written."""
    for place in (folder, *(p for p in folder.rglob("*") if p.is_dir())):
        for path in left_overs(place):
            path.unlink(missing_ok=True)


def _keep_audit(store: Store, target: Store) -> Iterator[str]:
    """Only what goes on from the backup's own: a cut or changed one is named, and not taken."""
    try:
        lines = read_chain(store.audit).raw
    except ChainError as fault:
        yield f"操作记录：{fault.what}"
        return
    kept = whole_lines(target.audit)
    if lines[: len(kept)] != kept:
        yield "操作记录：比备份里的短，或不同"
    elif len(lines) > len(kept):
        write_durably(target.audit, b"".join(line + b"\n" for line in lines))


def _check_target(store: Store, folder: Path, lines: Lines) -> None:
    """A backup is only ever continued by the same ledger. Raises BackupError."""
    if store.root.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise BackupError(f"{folder} 在数据目录里面：请备份到别处，最好是另一块盘")
    folder.mkdir(parents=True, exist_ok=True)
    if set(folder.iterdir()) <= set(left_overs(folder)):
        # whatever breaks it off from here on, it is known for a backup that was begun
        _say(folder, Backup(utc_now(), 0, ""))
        return
    said = _said(folder)
    if said is None:
        raise BackupError(f"{folder} 里有别的东西，不是备份：请换一个空文件夹")
    if said.lines > len(lines.raw) or lines.head_at(said.lines) != said.head:
        raise BackupError(
            f"{folder} 里的备份有 {said.lines} 行台账，与现在的对不上："
            "现在的台账被截短、改动过，或是另一个数据目录。请先核对；要另起一份，请换一个空文件夹"
        )


def _said(folder: Path) -> Backup | None:
    try:
        return TypeAdapter(Backup).validate_json((folder / SAID).read_bytes())
    except (OSError, ValueError):
        return None


def _keep_originals(store: Store, target: Store, lines: Lines, bar: Bar) -> Iterator[str]:
    """Copies the originals that the backup lacks; names those that cannot be read.

    What was erased since is erased from the backup as well.
    """
    known = lines_of(lines)
    gone = erased(known)
    for sha256 in gone:
        place = target.tombstone(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        if store.tombstone(sha256).exists():
            write_durably(place, store.tombstone(sha256).read_bytes())
        target.place_of(sha256).unlink(missing_ok=True)
    wanted = {e.sha256: e for e in submissions(known) if e.sha256 not in gone}
    new = [e for e in wanted.values() if not _is_kept(target.place_of(e.sha256), e.sha256)]
    with bar(new, "备份原件") as shown:
        yield from _copied(store, target, shown)


def _is_kept(place: Path, sha256: str) -> bool:
    return place.exists() and digest_of(place) == sha256


def _copied(store: Store, target: Store, entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        try:
            target.keep(store.read_original(entry.sha256))
        except OriginalError as fault:
            yield f"第 {entry.submission_id} 号“{entry.file_name}”：{fault}"


def _keep_editions(store: Store, target: Store) -> Iterator[str]:
    """Those that are as they were frozen; the others are named, and those of the backup stay."""
    for folder in sorted(store.editions.glob("[!.]*")):
        faults = [f"会议版“{folder.name}”：{fault}" for fault in edition_faults(folder)]
        if not faults:
            _copy_new(folder, target.editions / folder.name)
        yield from faults


def _copy_new(source: Path, target: Path) -> None:
    """The files of a folder that are new or, as an edition's register, have grown."""
    for path in sorted(p for p in source.rglob("*") if p.is_file() and not p.name.startswith(".")):
        place = target / path.relative_to(source)
        content = path.read_bytes()
        if not place.exists() or place.read_bytes() != content:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_durably(place, content)


def _own_folders() -> dict[str, Path]:
    """What lies with the program and is the office's own: the years' plans, units and counties."""
    return {"plans": plans_folder(), "reference": DATA / "reference"}


def _keep_plans(folder: Path) -> None:
    for name, own in _own_folders().items():
        _copy_new(own, folder / name)


@dataclass(frozen=True)
class Restored:
    """How many lines the ledger has; `plans`: files with the program that are not as they were."""

    lines: int
    plans: tuple[str, ...]


def restore(folder: Path, store: Store, office: Office, by: str, bar: Bar = no_bar) -> Restored:
    """Proves a backup, copies it into an empty store, and makes the warehouse anew.

    A restore that was broken off is begun again. Raises BackupError.
    """
    source, begun = Store(folder), store.root / RESTORING
    if not source.ledger.exists():
        raise BackupError(f"{folder} 里没有 ledger.jsonl，不是备份")
    if faults := list(faults_of(source, bar)):
        raise BackupError("备份本身有损坏，没有恢复：\n" + "\n".join(faults))
    with store.locked():
        # under the lock: a load may just have ended
        if not _is_empty_for(store, source):
            raise BackupError(f"{store.root} 里已有数据：请先把它移到别处，再恢复")
        write_durably(begun, b"")
        for part in ("submissions", "editions"):
            if (folder / part).exists():
                _copy_new(folder / part, store.root / part)
        for name in ("audit.jsonl", ACCOUNTS, "ledger.jsonl"):
            if (folder / name).exists():
                write_durably(store.root / name, (folder / name).read_bytes())
        begun.unlink()
        sync_folder(store.root)
        bring_up_to_date(store, office, afresh=True)
        lines = store.lines()
        record(store, "restore", by, lines=len(lines.raw), head=lines.head)
    return Restored(len(lines.raw), tuple(_other_plans(folder)))


def _is_empty_for(store: Store, source: Store) -> bool:
    """Whether nothing was received there, but by a restore of the same that was broken off."""
    if not (store.root / RESTORING).exists():
        return is_untouched(store) and not store.editions.exists()
    return not store.ledger.exists() or store.ledger.read_bytes() == source.ledger.read_bytes()


def _other_plans(folder: Path) -> Iterator[str]:
    for name, own in _own_folders().items():
        for path in sorted(p for p in (folder / name).rglob("*") if p.is_file()):
            now = own / path.relative_to(folder / name)
            if not now.exists() or now.read_bytes() != path.read_bytes():
                yield str(path.relative_to(folder))
