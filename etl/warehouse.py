"""The warehouse: a DuckDB file that is built beside the published one and put in its place whole.

It is derived: everything in it can be made again from the ledger and the originals.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from uuid import uuid4

import duckdb

from etl.check import Part
from etl.context import Office
from etl.examine import examine
from etl.form import Form
from etl.forms import FORMS
from etl.ledger import Entry, read_ledger, totals_fen
from etl.store import Store, sync_file, sync_folder, write_durably

KEPT_VERSIONS = 3
# Wraps long work: a context manager that gives the entries one by one.
ProgressBar = Callable[[list[Entry], str], AbstractContextManager[Iterable[Entry]]]
FIXED_SCHEMA = (Path(__file__).parent / "sql" / "schema.sql").read_text("utf-8")
log = logging.getLogger(__name__)


class RebuildError(Exception):
    """A submission that was accepted cannot be read any more; nothing was published."""


@dataclass(frozen=True)
class Pointer:
    """What CURRENT says of the published version; `entries`: how many ledger lines it holds."""

    file: str
    sha256: str
    entries: int
    schema: str
    duckdb: str


def schema() -> str:
    """Every statement that makes an empty warehouse."""
    return FIXED_SCHEMA + "\n".join(_form_table(form) for form in FORMS.values())


def schema_digest() -> str:
    return hashlib.sha256(schema().encode()).hexdigest()


def _form_table(form: type[Form]) -> str:
    columns = ",\n    ".join(f'"{c.stored_as}" {c.kind.sql}' for c in form.columns())
    return f"""
create table {form.code} (
    submission_id integer not null,
    sheet varchar not null,
    row integer not null,
    reporting_unit varchar not null,
    month date not null,
    {columns}
);"""


def read_pointer(store: Store) -> Pointer | None:
    """The published version; None where there is none, it is damaged, or of another make."""
    try:
        pointer = Pointer(**json.loads(store.current.read_text("utf-8")))
        content = (store.warehouse / pointer.file).read_bytes()
    except (FileNotFoundError, ValueError, TypeError) as reason:
        log.info("no usable pointer in %s: %s", store.root, reason)
        return None
    same_make = (pointer.schema, pointer.duckdb) == (schema_digest(), duckdb.__version__)
    sound = hashlib.sha256(content).hexdigest() == pointer.sha256
    if not sound:
        log.error("%s is damaged and will be rebuilt", pointer.file)
    return pointer if sound and same_make else None


def bring_up_to_date(
    store: Store, office: Office, *, afresh: bool = False, bar: ProgressBar | None = None
) -> list[Entry]:
    """Publishes what the ledger holds and the warehouse lacks; the lock must be held.

    Returns the entries that were replayed. Raises RebuildError.
    """
    sweep(store)
    entries = read_ledger(store)
    pointer = None if afresh else read_pointer(store)
    missing = entries[pointer.entries :] if pointer else entries
    if missing or pointer is None:
        with (bar or _no_bar)(missing, "重放") as replayed:
            publish(store, ((e, _parts_of(e, store, office)) for e in replayed), pointer)
    return missing


def _parts_of(entry: Entry, store: Store, office: Office) -> tuple[Part, ...]:
    if entry.verdict != "accepted":
        return ()
    findings = examine(entry.file_name, store.original(entry.sha256).read_bytes(), office)
    if not findings.accepted:
        first = next(p for p in findings.problems if p.severity == "error")
        raise RebuildError(
            f"第 {entry.submission_id} 号“{entry.file_name}”原已接收，现读不出：{first.message}"
        )
    return findings.parts


def publish(
    store: Store, submissions: Iterable[tuple[Entry, tuple[Part, ...]]], base: Pointer | None
) -> Pointer:
    """Builds a version from `base` and the submissions, and points CURRENT to it."""
    store.warehouse.mkdir(parents=True, exist_ok=True)
    build = store.warehouse / f"build-{uuid4().hex}.duckdb"
    if base:
        copyfile(store.warehouse / base.file, build)
    entries = base.entries if base else 0
    with _writing(build, new=base is None) as connection:
        for entry, parts in submissions:
            _insert(connection, entry, parts)
            entries = entry.submission_id
    return _point_to(store, build, entries)


@contextmanager
def _no_bar(entries: list[Entry], label: str) -> Iterator[Iterable[Entry]]:
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


def _insert(connection: duckdb.DuckDBPyConnection, entry: Entry, parts: tuple[Part, ...]) -> None:
    number = entry.submission_id
    connection.execute(
        "insert into submissions values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number,
            entry.sha256,
            entry.file_name,
            entry.received_at,
            entry.claimed,
            entry.received_by,
            entry.mode,
            entry.verdict,
        ],
    )
    for p in entry.problems:
        values = [p[k] for k in ("severity", "rule", "sheet", "cell", "value", "message", "hint")]
        connection.execute(
            "insert into problems values (?, ?, ?, ?, ?, ?, ?, ?)", [number, *values]
        )
    for part in parts:
        _insert_part(connection, number, part)
    covered = {(p.form, p.cadence, p.unit, m) for p in parts for m in p.months}
    for form, cadence, unit, month in sorted(covered):
        row = [number, form, cadence, unit, month, entry.mode]
        connection.execute("insert into coverage values (?, ?, ?, ?, ?, ?)", row)


def _insert_part(connection: duckdb.DuckDBPyConnection, number: int, part: Part) -> None:
    connection.execute(
        "insert into sheets values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number,
            part.sheet,
            part.form,
            part.unit,
            part.period.first,
            part.period.last,
            part.rows.num_rows,
            json.dumps(part.columns),
        ],
    )
    connection.register("incoming", part.rows)
    connection.execute(
        f"insert into {part.form} by name select ?::integer as submission_id, * from incoming",
        [number],
    )
    connection.unregister("incoming")
    _compare_totals(connection, number, part)


def _compare_totals(connection: duckdb.DuckDBPyConnection, number: int, part: Part) -> None:
    """What stands in the warehouse must be what was read, to the row and the fen."""
    totals = totals_fen(part)
    sums = "".join(f", coalesce(sum({name}_fen), 0)" for name in totals)
    stored = connection.execute(
        f"select count(*){sums} from {part.form} where submission_id = ? and sheet = ?",
        [number, part.sheet],
    ).fetchone()
    if stored != (part.rows.num_rows, *totals.values()):
        raise RuntimeError(f"control totals differ: submission {number}, {part.form}, {stored}")


def _point_to(store: Store, build: Path, entries: int) -> Pointer:
    sync_file(build)
    digest = hashlib.sha256(build.read_bytes()).hexdigest()
    version = store.warehouse / f"v{entries:08d}-{digest[:12]}.duckdb"
    build.replace(version)
    sync_folder(store.warehouse)
    pointer = Pointer(version.name, digest, entries, schema_digest(), duckdb.__version__)
    write_durably(store.current, json.dumps(pointer.__dict__).encode())
    sweep(store)
    return pointer


def sweep(store: Store) -> None:
    """Removes left-over builds and all but the newest versions; the lock must be held."""
    if not store.warehouse.is_dir():
        return
    pointer = read_pointer(store)
    current = pointer.file if pointer else ""
    versions = sorted(
        store.warehouse.glob("v*.duckdb"), key=lambda p: (p.name == current, p.stat().st_mtime_ns)
    )
    stale = [
        *versions[:-KEPT_VERSIONS],
        *store.warehouse.glob("build-*"),
        *store.warehouse.glob(".*"),
    ]
    for path in stale:
        log.info("removing %s", path)
        path.unlink(missing_ok=True)
