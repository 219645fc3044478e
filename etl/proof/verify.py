"""Reads everything that a store holds, and names each line or file that is not what it was."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from etl.proof.editions import edition_faults
from etl.proof.totals import total_faults
from etl.store.disk.audit import acts
from etl.store.disk.chain import ChainError
from etl.store.disk.folder import OriginalError, Store
from etl.store.faults import fault_words, with_remedy
from etl.store.lines.erase import erased
from etl.store.lines.ledger import Entry, Line, Takeover, lines_of, submissions
from etl.store.lines.witnesses import proved_lines
from etl.store.warehouse import name_of
from kpi.moments import in_shanghai
from kpi.version import Pointer, digest_of

# Wraps long work: a context manager that gives the submissions one by one.
Bar = Callable[[list[Entry], str], AbstractContextManager[Iterable[Entry]]]


def no_bar(entries: list[Entry], label: str) -> AbstractContextManager[Iterable[Entry]]:
    return nullcontext(entries)


def faults_of(store: Store, bar: Bar = no_bar) -> Iterator[str]:
    """A sentence for each fault: ledger, audit, originals, published version, editions."""
    lines: list[Line] = []
    try:
        lines = lines_of(proved_lines(store))
    except (ChainError, OSError) as fault:
        yield f"台账：{with_remedy(fault)}"
    yield from _audit_faults(store)
    yield from _original_faults(store, lines, bar)
    yield from _version_faults(store)
    yield from total_faults(store, lines)
    for folder in sorted(store.editions.glob("[!.]*")):
        yield from (f"会议版“{folder.name}”：{fault}" for fault in edition_faults(folder))


def _audit_faults(store: Store) -> Iterator[str]:
    """Where it was changed; and editions that were frozen and are not there."""
    try:
        done = acts(store)
    except ChainError as fault:
        yield f"操作记录：{fault.what}。请从备份恢复 audit.jsonl"
        return
    except OSError as fault:
        yield f"操作记录：{fault_words(fault)}"
        return
    for folder in (act.about.get("folder", "") for act in done if act.what == "freeze"):
        if folder and not (store.editions / folder).is_dir():
            yield f"会议版“{folder}”不见了，请从备份恢复 editions/"


def _original_faults(store: Store, lines: list[Line], bar: Bar) -> Iterator[str]:
    """Of each submission, returned ones as well, unless it was erased."""
    gone = erased(lines)
    kept = [entry for entry in submissions(lines) if entry.sha256 not in gone]
    with bar(kept, "核对原件") as shown:
        for entry in shown:
            try:
                store.read_original(entry.sha256)
            except (OriginalError, OSError) as fault:
                why = fault_words(fault)
                path = store.original(entry.sha256).relative_to(store.root)
                yield f"第 {entry.submission_id} 号“{entry.file_name}”（{path}）：{why}"


def _version_faults(store: Store) -> Iterator[str]:
    """The published version can be made again, but until then nobody can read it."""
    try:
        pointer = Pointer.read(store.root)
        sound = digest_of(store.warehouse / pointer.file) == pointer.sha256
    except FileNotFoundError as missing:
        if store.current.exists():
            yield f"数据仓库：{missing.filename} 不见了，请运行 python -m etl rebuild"
        return
    except (OSError, ValueError):
        yield "数据仓库：CURRENT 读不出，请运行 python -m etl rebuild"
        return
    if pointer.file != name_of(pointer.entries, pointer.sha256):
        yield "数据仓库：CURRENT 与它指的文件对不上，请运行 python -m etl rebuild"
    elif not sound:
        yield f"数据仓库：{pointer.file} 已损坏，请运行 python -m etl rebuild"


def facts_of(store: Store) -> dict[str, Any]:
    """What a sound store is known by: how many lines, and the hash that vouches for them."""
    lines = store.lines()
    return {"lines": len(lines.raw), "head": lines.head}


def takeovers_of(store: Store) -> list[str]:
    """When the ledger was taken over as it stood, by whom and why."""
    taken = (line for line in lines_of(store.lines()) if isinstance(line, Takeover))
    return [
        f"第 {one.line} 行：{in_shanghai(one.taken_over_at):%Y-%m-%d %H:%M} 由{one.taken_over_by}"
        f"接管前 {one.takes_over} 行，{one.reason}"
        for one in taken
    ]


def as_json(faults: list[str], store: Store) -> str:
    facts = {} if faults else facts_of(store)
    return json.dumps({"sound": not faults, **facts, "faults": faults}, ensure_ascii=False)
