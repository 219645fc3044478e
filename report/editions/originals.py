"""The originals that are not what was received, each with the cells that say otherwise."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from etl.changes.altered import AlteredCell, altered_cells
from etl.proof.editions import WAREHOUSE
from etl.store.disk.folder import Store
from etl.store.warehouse import reading
from kpi.engine.warehouse import Connection
from kpi.version import digest_of, opened
from report.editions.manifest import Known
from report.editions.shelf import Edition

MOST = 20  # cells of a file that are named; a moved row changes all below it


def changed_originals(store: Store, known: Sequence[Known]) -> list[Known]:
    """The submissions whose kept bytes are gone or not those that were received."""
    submissions = (line for line in known if line.kind == "submission")
    return [line for line in submissions if _sha256_of(store.original(line.sha256)) != line.sha256]


def _sha256_of(path: Path) -> str:
    """Of a file's bytes; empty where there is none."""
    return digest_of(path) if path.exists() else ""


def original_faults(
    store: Store, edition: Edition, rebuilt: Connection, changed: Sequence[Known]
) -> Iterator[str]:
    """Each changed original, with the cells that differ from what was frozen."""
    if not changed:
        return
    with _as_frozen(store, edition) as (before, is_own):
        for line in changed:
            cells = altered_cells(before, rebuilt, line.line) if before else []
            elsewhere = "（改动的不是计入的单元格）" if is_own else ""
            yield naming(store, line) + (_named(cells) if cells else elsewhere)


def naming(store: Store, line: Known) -> str:
    """A sentence that names the file."""
    if store.original(line.sha256).exists():
        what = "的内容与收到时不同"
    else:
        what = "已按规定删除" if store.tombstone(line.sha256).exists() else "不见了"
    return f"原件：“{line.file_name}”{what}"


@contextmanager
def _as_frozen(store: Store, edition: Edition) -> Iterator[tuple[Connection | None, bool]]:
    """The data that lie beside the edition, and True; without them what is published now."""
    if _is_sound(edition):
        with opened(edition.folder / WAREHOUSE) as connection:
            yield connection, True
    else:
        with reading(store) as published:
            yield published, False


def _is_sound(edition: Edition) -> bool:
    return _sha256_of(edition.folder / WAREHOUSE) == edition.manifest.warehouse_sha256


def _named(cells: Sequence[AlteredCell]) -> str:
    more = f"；等 {len(cells)} 处" if len(cells) > MOST else ""
    return f"：{'；'.join(map(_cell, cells[:MOST]))}{more}"


def _cell(cell: AlteredCell) -> str:
    old, new = map(_value, (cell.before, cell.after))
    return f"{cell.sheet} 的 {cell.cell}（{cell.header}）由 {old} 变为 {new}"


def warehouse_faults(edition: Edition) -> Iterator[str]:
    """A sentence where the data beside an edition are not those of its freezing any more."""
    path = edition.folder / WAREHOUSE
    if edition.manifest.has_warehouse and not _is_sound(edition):
        state = "已被改动" if path.exists() else "不见了"
        yield f"会议版：{WAREHOUSE} {state}，改动的单元格只能与现在发布的数据对照"


def _value(value: object) -> str:
    if value is None:
        return "空"
    return f"{value:,.15g}" if isinstance(value, float) else str(value)
