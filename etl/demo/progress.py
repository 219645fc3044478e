"""How far the making of a demo year is: told beside its folder to whoever waits for it."""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from etl.store.admit import Bar, no_bar
from etl.store.disk.folder import Store

# Two starts at once: the second one waits, and finds the year made.
WAIT_SECONDS = 600
# From the wish for a demo year to its first sign of life; Python has to start.
STARTING_SECONDS = 60
TOLD_EVERY_SECONDS = 0.2


@dataclass(frozen=True)
class Making:
    """The step, `done` of `total` workbooks; `failed`: it ended, and there is no demo year."""

    label: str = "准备"
    done: int = 0
    total: int = 0
    failed: bool = False


def progress_file(store: Store) -> Path:
    """There from the wish for a demo year, empty then, until the year is there."""
    return _beside(store, "progress")


def log_file(store: Store) -> Path:
    """Where `make run` keeps what the making says."""
    return _beside(store, "log")


def _beside(store: Store, what: str) -> Path:
    return store.root.with_name(f".{store.root.name}.{what}")


def making_of(store: Store) -> Making | None:
    """How far it is, as its maker told last; None where nobody makes one nor has failed to."""
    path = progress_file(store)
    try:
        text, written_at = path.read_text("utf-8"), path.stat().st_mtime
    except FileNotFoundError:
        return None
    if _is_held(_beside(store, "lock")):
        return _making(text)
    starting = not text and time.time() - written_at < STARTING_SECONDS
    return Making(failed=not starting)


def _making(text: str) -> Making:
    try:
        return Making(**json.loads(text))
    except (ValueError, TypeError):  # nothing is told yet, or it is being written
        return Making()


def _is_held(lock: Path) -> bool:
    if not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True


@contextmanager
def only_maker(store: Store) -> Iterator[None]:
    """One process at a time makes the store's demo year; raises Timeout."""
    lock = _beside(store, "lock")
    with FileLock(lock, timeout=WAIT_SECONDS):
        try:
            yield
        finally:
            # while it is held: whoever waits for it looks whether the file is still there
            lock.unlink(missing_ok=True)


@contextmanager
def telling(store: Store, bar: Bar | None) -> Iterator[Bar]:
    """The bar, that tells in the file as well; what is left there by a failure says so."""
    path = progress_file(store)
    _tell(path, Making())

    @contextmanager
    def telling_bar(items: Iterable[Any], length: int, label: str) -> Iterator[Iterable[Any]]:
        with (bar or no_bar)(items, length, label) as shown:
            yield _counted(shown, length, label, path)

    yield telling_bar
    path.unlink(missing_ok=True)


def _counted(items: Iterable[Any], length: int, label: str, path: Path) -> Iterator[Any]:
    written_at = 0.0
    for number, item in enumerate(items, start=1):
        if time.monotonic() - written_at >= TOLD_EVERY_SECONDS:
            _tell(path, Making(label, number, length))
            written_at = time.monotonic()
        yield item


def _tell(path: Path, making: Making) -> None:
    path.write_text(json.dumps(asdict(making)), "utf-8")
