"""Whether a store is well: what a monitor asks every minute, and an administrator when in doubt."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime

from etl.store.disk.folder import Store
from etl.store.faults import STORE_FAULTS, fault_words
from etl.store.lines.clock import TOLERANCE, last_moment
from etl.store.lines.ledger import Line, lines_of
from etl.store.lines.witnesses import proved_lines
from etl.store.warehouse import read_pointer
from kpi.moments import in_shanghai, utc_now

# Room for some hundred versions of the warehouse, and time to look after it.
LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True)
class Health:
    """Facts of a store; `faults` are sentences, empty where all is well.

    `waiting`: lines of the ledger that are not published yet. `newest`: the last moment received
    (UTC), None for none.
    """

    lines: int
    waiting: int
    free_bytes: int
    newest: datetime | None
    faults: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        return not self.faults


def health_of(store: Store) -> Health:
    """Nothing is changed, and nobody waits for it. Never raises for a store that is damaged."""
    lines, faults = _lines(store)
    pointer = read_pointer(store)
    entries = pointer.entries if pointer else 0
    if lines and pointer is None:
        faults.append("没有可用的数据仓库，下一次报送或 python -m etl status 时重建")
    waiting = max(0, len(lines) - entries)
    if pointer and waiting:
        faults.append(f"台账有 {waiting} 行还没有入库")
    free = _free_bytes(store)
    newest = last_moment(lines)
    faults += _disk_faults(store, free)
    if newest and newest - utc_now() > TOLERANCE:
        shown = f"{in_shanghai(newest):%Y-%m-%d %H:%M}"
        faults.append(f"台账最后一次收件在将来（{shown}）：请核对这台机器的时钟")
    return Health(len(lines), waiting, free, newest, tuple(faults))


def _lines(store: Store) -> tuple[list[Line], list[str]]:
    try:
        return lines_of(proved_lines(store)), []
    except STORE_FAULTS as fault:
        return [], [f"台账：{fault_words(fault)}"]


def _free_bytes(store: Store) -> int:
    """On the disk of the store, or of the folder in which it would be made."""
    place = next(p for p in (store.root, *store.root.absolute().parents) if p.exists())
    return shutil.disk_usage(place).free


def _disk_faults(store: Store, free: int) -> list[str]:
    faults = []
    if free < LEAST_FREE_BYTES:
        faults.append(f"磁盘只剩 {free // 1_000_000} MB")
    if store.root.exists() and not os.access(store.root, os.W_OK | os.X_OK):
        faults.append("数据目录不能写")
    return faults
