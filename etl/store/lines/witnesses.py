"""Who else knows how far the ledger was: the published version, and each frozen edition.

A ledger that is shorter than they say, or says something else at that line, was cut, edited or
restored from another day; nothing is added to it before somebody has looked.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.store.disk.chain import ChainError, Lines
from etl.store.disk.folder import Store
from kpi.version import Pointer

MANIFEST = "manifest.json"
# There while a store is being restored.
RESTORING = ".restoring"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Witness:
    """What knows a ledger of so many lines; `head` is the hash of the last of them, if known."""

    name: str
    lines: int
    head: str
    edition: str = ""


def witnesses(store: Store) -> Iterator[Witness]:
    """Everything in a store that knows how far its ledger was; what cannot be read knows nothing.

    That a pointer or a manifest is damaged is told where it is read for its own sake.
    """
    # each version says itself what it is, should CURRENT be gone
    for pointer_file in (store.current, *sorted(store.warehouse.glob("v*.json"))):
        try:
            pointer = Pointer.of_file(pointer_file)
        except (OSError, ValueError) as fault:
            log.info("%s knows nothing: %s", pointer_file, fault)
        else:
            yield Witness("已发布的数据", pointer.entries, pointer.head)
    for manifest in sorted(store.editions.glob(f"[!.]*/{MANIFEST}")):
        yield from _of_edition(manifest.parent.name, manifest.read_bytes())


def _of_edition(name: str, manifest: bytes) -> Iterator[Witness]:
    try:
        said = json.loads(manifest)
    except ValueError:
        return
    if isinstance(said, dict) and said.get("ledger_lines"):
        yield Witness(
            f"会议版“{name}”",
            int(said["ledger_lines"]),
            str(said.get("ledger_head", "")),
            name,
        )


def contradicted(lines: Lines, known: Iterable[Witness]) -> Iterator[tuple[Witness, str]]:
    """Each witness that knows another ledger, and what is wrong in words.

    What somebody accepted already is past.
    """
    accepted = {head for f in lines.fields for head in f.get("accepted_heads", ())}
    for witness in known:
        if _key(witness) in accepted:
            continue
        if witness.lines > len(lines.raw):
            now = f"只有 {len(lines.raw)} 行" if lines.raw else "不见了或是空的"
            yield (
                witness,
                f"台账{now}，{witness.name}里有 {witness.lines} 行："
                "台账被截短过，或是从较早的备份恢复的",
            )
        elif witness.head and lines.head_at(witness.lines) != witness.head:
            yield (
                witness,
                f"台账第 {witness.lines} 行及以前与{witness.name}记下的不同："
                "台账被改动过，或是另一份台账",
            )


def _key(witness: Witness) -> str:
    return witness.head or f"{witness.name}:{witness.lines}"


def keys_of(known: Iterable[Witness]) -> list[str]:
    """By what a line that accepts a ledger names the witnesses that knew another."""
    return [_key(witness) for witness in known]


def proved_lines(store: Store) -> Lines:
    """The ledger, whole and as everybody knows it. Raises ChainError, OSError."""
    if (store.root / RESTORING).exists():
        raise ChainError("上一次恢复没有完成", "请再运行一次 python -m etl restore 备份文件夹")
    lines = store.lines()
    for _, fault in contradicted(lines, witnesses(store)):
        raise ChainError(fault)
    if not lines.raw and _has_originals(store):
        raise ChainError("台账不见了，而收到的原件还在")
    return lines


def _has_originals(store: Store) -> bool:
    """More than one: a single one may be of a first upload that was broken off."""
    kept = (p for p in store.originals.glob("[0-9a-f][0-9a-f]/*") if len(p.name) == 64)
    return next(kept, None) is not None and next(kept, None) is not None
