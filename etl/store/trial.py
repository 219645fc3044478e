"""A store to try files in: it begins as the real one is, and nothing of it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from etl.store.disk.folder import Store
from kpi.version import Pointer


@dataclass(frozen=True)
class Trial(Store):
    """What is received goes into a folder of its own; the originals before it are the real ones."""

    real: Store

    def original(self, sha256: str) -> Path:
        own = self.place_of(sha256)
        return own if own.exists() else self.real.original(sha256)


@contextmanager
def trial_of(store: Store) -> Iterator[Store]:
    """A copy of ledger and published version, gone at the end whatever was done in it."""
    with TemporaryDirectory(prefix="kanban-trial-") as folder:
        trial = Trial(Path(folder), store)
        trial.warehouse.mkdir()
        _copy_version(store, trial)
        # after the version: of lines that it lacks there may be more, never fewer
        if store.ledger.exists():
            copyfile(store.ledger, trial.ledger)
        yield trial


def _copy_version(store: Store, trial: Store) -> None:
    try:
        pointer = Pointer.read(store.root)
        copyfile(store.warehouse / pointer.file, trial.warehouse / pointer.file)
    except (FileNotFoundError, ValueError):
        return  # none, or a damaged one: it is made anew from the ledger
    trial.current.write_bytes(pointer.written())
