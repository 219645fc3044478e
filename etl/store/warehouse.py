"""The warehouse: a DuckDB file that is built beside the published one and put in its place whole.

It is derived: everything in it can be made again from the ledger and the originals.
"""

import logging
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copyfile
from uuid import uuid4

import duckdb

from etl.check.check import Part
from etl.examine.apart import examine_apart
from etl.forms.context import Office
from etl.problems import Problem
from etl.store.disk.chain import Lines
from etl.store.disk.durable import sync_file, sync_folder, write_durably
from etl.store.disk.folder import OriginalError, Store
from etl.store.disk.sweep import sweep_left_overs
from etl.store.insert import insert_submission, insert_withdrawal
from etl.store.lines.erase import erased_numbers, finish_erasures
from etl.store.lines.ledger import Entry, Erasure, Line, Withdrawal, lines_of
from etl.store.lines.memory import answers_again
from etl.store.lines.takeover import take_over_old
from etl.store.schema import schema, schema_digest
from kpi.version import Pointer, digest_of, opened

KEPT_VERSIONS = 3
SIDE = ".json"
# Wraps long work: a context manager that gives the lines one by one.
ProgressBar = Callable[[list[Line], str], AbstractContextManager[Iterable[Line]]]
log = logging.getLogger(__name__)


class RebuildError(Exception):
    """A submission that was accepted cannot be read any more; nothing was published."""


@contextmanager
def reading(store: Store) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """A connection to the published version, None where there is none."""
    pointer = read_pointer(store)
    if pointer is None:
        yield None
        return
    with opened(store.warehouse / pointer.file) as connection:
        yield connection


def read_pointer(store: Store) -> Pointer | None:
    """The published version; None where there is none, it is damaged, or of another make.

    The whole file is read for it: ask once, and hand on what you were told.
    """
    try:
        pointer = Pointer.read(store.root)
        sound = digest_of(store.warehouse / pointer.file) == pointer.sha256
    except (FileNotFoundError, ValueError) as reason:
        log.info("no usable pointer in %s: %s", store.root, reason)
        return None
    same_make = (pointer.schema, pointer.duckdb) == (schema_digest(), duckdb.__version__)
    sound = sound and pointer.file == name_of(pointer.entries, pointer.sha256)
    if not sound:
        log.error("%s is damaged and will be rebuilt", pointer.file)
    return pointer if sound and same_make else None


def bring_up_to_date(
    store: Store, office: Office, *, afresh: bool = False, bar: ProgressBar | None = None
) -> list[Line]:
    """Publishes what the ledger holds and the warehouse lacks; the lock must be held.

    Returns the lines that were replayed. Raises RebuildError.
    """
    return _brought_up(store, office, afresh, bar)[1]


def base_of_next(store: Store, office: Office) -> Pointer:
    """Brings up to date likewise, and gives the version that the next one is built from."""
    return _brought_up(store, office, False, None)[0]


def _brought_up(
    store: Store, office: Office, afresh: bool, bar: ProgressBar | None
) -> tuple[Pointer, list[Line]]:
    ledger = take_over_old(store)
    pointer = read_pointer(store)
    entries = lines_of(ledger)
    finish_erasures(store, entries)
    sweep_left_overs(store)
    sweep(store, pointer)
    base = None if afresh or not _follows(ledger, pointer) else pointer
    if base and any(isinstance(line, Erasure) for line in entries[base.entries :]):
        base = None  # what is erased is in no file any more
    missing = entries[base.entries :] if base else entries
    if base and not missing:
        return base, missing
    gone = erased_numbers(entries)
    with (bar or _no_bar)(missing, "重放") as replayed, ThreadPoolExecutor(2) as pool:
        # each is read in a process of its own, so two at a time keep two cores busy
        parts = pool.map(lambda line: _parts_of(line, store, office, gone), missing)
        published = publish(store, zip(replayed, parts, strict=True), base)
    if base is None and gone:
        sweep(store, published, kept=1)
    return published, missing


def _follows(ledger: Lines, pointer: Pointer | None) -> bool:
    """Whether the ledger goes on from where the published version was."""
    if pointer is None or pointer.entries > len(ledger.raw):
        return False
    return pointer.head in ("", ledger.head_at(pointer.entries))


def _parts_of(entry: Line, store: Store, office: Office, gone: Container[int]) -> tuple[Part, ...]:
    if not isinstance(entry, Entry) or entry.verdict != "accepted" or entry.line in gone:
        return ()
    try:
        content = store.read_original(entry.sha256)
    except OriginalError as fault:
        raise RebuildError(f"第 {entry.submission_id} 号“{entry.file_name}”的{fault}") from None
    # by the plan that it was accepted by: a date without a year is of that year still
    office = office.of_year(entry.sheets[0].first_month.year) if entry.sheets else office
    findings = examine_apart(entry.file_name, content, office.answering(answers_again(entry)))
    if not findings.accepted:
        first = next(p for p in findings.problems if p.severity == "error")
        raise RebuildError(
            f"第 {entry.submission_id} 号“{entry.file_name}”原已接收，现读不出："
            f"{_place(first)}{first.message}"
        )
    return entry.settlement.of(findings.parts)


def _place(problem: Problem) -> str:
    """Where it stands, as in 采购表 的 G5："""
    return f"{problem.sheet} 的 {problem.cell}：" if problem.cell else ""


def publish_if_possible(
    store: Store, lines: Sequence[tuple[Line, tuple[Part, ...]]], base: Pointer
) -> Pointer | None:
    """Publishes lines that are in the ledger for good; None where no version can be written now.

    Whoever sent them is told so: they are in, and count as soon as they are published.
    """
    try:
        return publish(store, lines, base)
    except (OSError, duckdb.Error):
        log.exception("lines up to %s wait to be published", lines[-1][0].line if lines else None)
        return None


def publish(
    store: Store, lines: Iterable[tuple[Line, tuple[Part, ...]]], base: Pointer | None
) -> Pointer:
    """Builds a version from `base` and the ledger's lines, and points CURRENT to it."""
    store.warehouse.mkdir(parents=True, exist_ok=True)
    build = store.warehouse / f"build-{uuid4().hex}.duckdb"
    try:
        return _built(store, lines, base, build)
    finally:
        # in its place by now, or never: then it takes no room, least of all on a full disk
        for left in (build, build.with_suffix(".duckdb.wal")):
            left.unlink(missing_ok=True)


def _built(
    store: Store, lines: Iterable[tuple[Line, tuple[Part, ...]]], base: Pointer | None, build: Path
) -> Pointer:
    if base:
        copyfile(store.warehouse / base.file, build)
    entries = base.entries if base else 0
    with _writing(build, new=base is None) as connection:
        for line, parts in lines:
            if isinstance(line, Withdrawal):
                insert_withdrawal(connection, line)
            elif isinstance(line, Entry):
                insert_submission(connection, line, parts)
            entries = line.line
    return _point_to(store, build, entries)


def name_of(entries: int, sha256: str) -> str:
    """A version's name says how many lines of the ledger it holds, and what it is."""
    return f"v{entries:08d}-{sha256[:12]}.duckdb"


@contextmanager
def _no_bar(entries: list[Line], label: str) -> Iterator[Iterable[Line]]:
    yield entries


@contextmanager
def _writing(path: Path, *, new: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(path)) as connection:
        connection.execute("begin")
        if new:
            connection.execute(schema())
        yield connection
        connection.execute("commit")
        connection.execute("checkpoint")


def _point_to(store: Store, build: Path, entries: int) -> Pointer:
    sync_file(build)
    digest = digest_of(build)
    version = store.warehouse / name_of(entries, digest)
    build.replace(version)
    sync_folder(store.warehouse)
    head = store.lines().head_at(entries)
    pointer = Pointer(version.name, digest, entries, schema_digest(), duckdb.__version__, head)
    # should CURRENT be damaged one day, each version says itself what it is
    write_durably(version.with_suffix(SIDE), pointer.written())
    write_durably(store.current, pointer.written())
    sweep(store, pointer)
    return pointer


def sweep(store: Store, pointer: Pointer | None, kept: int = KEPT_VERSIONS) -> None:
    """Removes left-over builds and all but the newest versions; the lock must be held."""
    if not store.warehouse.is_dir():
        return
    current = pointer.file if pointer else ""
    versions = sorted(
        store.warehouse.glob("v*.duckdb"), key=lambda p: (p.name == current, p.stat().st_mtime_ns)
    )
    gone = versions[:-kept]
    stale = [
        *gone,
        *(side for side in store.warehouse.glob(f"v*{SIDE}") if _is_of_none(side, gone)),
        *store.warehouse.glob("build-*"),
        *store.warehouse.glob(".*"),
    ]
    for path in stale:
        log.info("removing %s", path)
        path.unlink(missing_ok=True)


def _is_of_none(side: Path, gone: list[Path]) -> bool:
    """Whether what a version says of itself has outlived it."""
    version = side.with_suffix(".duckdb")
    return version in gone or not version.exists()


def last_sound(store: Store) -> Pointer | None:
    """The newest version that is whole and of this make; None where there is none.

    For readers, where CURRENT or its version is damaged and cannot be made anew.
    """
    for side in sorted(store.warehouse.glob(f"v*{SIDE}"), reverse=True):
        try:
            pointer = Pointer.of_file(side)
            sound = digest_of(store.warehouse / pointer.file) == pointer.sha256
        except (OSError, ValueError) as reason:
            log.warning("%s cannot be used: %s", side, reason)
            continue
        if sound and (pointer.schema, pointer.duckdb) == (schema_digest(), duckdb.__version__):
            return pointer
    return None
