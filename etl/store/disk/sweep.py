"""What killed writes left behind is taken away by the next one who holds the lock."""

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from etl.store.disk.durable import left_overs
from etl.store.disk.folder import Store

log = logging.getLogger(__name__)
# Folders of ours among the machine's temporary ones.
TEMPORARY = "kanban-"
OLD_SECONDS = 86_400


def sweep_left_overs(store: Store) -> None:
    """Half-written originals, editions and documents; the lock must be held, for those that write
    them hold it.
    """
    for path in (*_in(store), *_temporary()):
        log.warning("removing %s, left by a write that was broken off", path)
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _in(store: Store) -> Iterator[Path]:
    yield from left_overs(store.root)
    yield from left_overs(store.editions)
    for folder in (
        *store.originals.glob("[0-9a-f][0-9a-f]"),
        *store.editions.glob("[!.]*"),
        *store.editions.glob("[!.]*/files"),
    ):
        yield from left_overs(folder)


def _temporary() -> Iterator[Path]:
    """Old ones of this user; a young one may be in use."""
    for path in Path(tempfile.gettempdir()).glob(f"{TEMPORARY}*"):
        try:
            found = path.stat()
        except FileNotFoundError:
            continue  # another process sweeps as well
        if found.st_uid == os.getuid() and time.time() - found.st_mtime > OLD_SECONDS:
            yield path
