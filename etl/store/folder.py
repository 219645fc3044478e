"""The store's files: originals by their SHA-256, the ledger, the lock, and durable writes."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from filelock import FileLock, Timeout

from kpi.version import pointer_file, store_folder, versions_folder

LOCK_SECONDS = 120


class StoreBusyError(Exception):
    """Another process is writing to the store and did not finish in time."""


@dataclass(frozen=True)
class Store:
    """A folder that holds everything ever received; the plans are elsewhere."""

    root: Path

    @classmethod
    def at(cls, folder: str | None) -> "Store":
        """The store in `folder`, else in DASHBOARD_DATA, else in data/store."""
        return cls(store_folder(folder))

    @property
    def ledger(self) -> Path:
        return self.root / "ledger.jsonl"

    @property
    def warehouse(self) -> Path:
        return versions_folder(self.root)

    @property
    def current(self) -> Path:
        """The pointer to the published warehouse."""
        return pointer_file(self.root)

    def original(self, sha256: str) -> Path:
        return self.root / "submissions" / sha256[:2] / sha256

    @contextmanager
    def locked(self) -> Iterator[None]:
        """The only writer; raises StoreBusyError where another one keeps the lock."""
        self.root.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.root / ".lock", timeout=LOCK_SECONDS):
                yield
        except Timeout:
            raise StoreBusyError(
                f"数据目录正被另一个程序写入，等了 {LOCK_SECONDS} 秒：{self.root}"
            ) from None

    def keep(self, content: bytes) -> str:
        """Keeps the bytes for good and returns their SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.original(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, content)
        return digest

    def append(self, entry: dict[str, Any]) -> None:
        """Adds a line to the ledger; a line torn by a crash is cut off first."""
        line = json.dumps(entry, ensure_ascii=False).encode() + b"\n"
        with self.ledger.open("ab+") as file:
            _cut_torn_line(file)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self.root)

    def entries(self) -> list[dict[str, Any]]:
        """Every whole line of the ledger, oldest first."""
        if not self.ledger.exists():
            return []
        lines = self.ledger.read_bytes().split(b"\n")[:-1]
        return [json.loads(line) for line in lines]


def _cut_torn_line(file: BinaryIO) -> None:
    file.seek(0)
    content = file.read()
    file.truncate(content.rfind(b"\n") + 1)


def write_durably(path: Path, content: bytes) -> None:
    """The whole content or nothing, also after a power cut."""
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
