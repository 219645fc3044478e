"""The store's files: originals by their SHA-256, the ledger, the lock, and durable writes."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from etl.store.disk.chain import Lines, append_line, read_chain
from etl.store.disk.durable import write_durably
from kpi.version import digest_of, pointer_file, store_folder, versions_folder

LOCK_SECONDS = 120


class StoreBusyError(Exception):
    """Another process is writing to the store and did not finish in time."""


class OriginalError(Exception):
    """What was received is not there any more, or is not what was received; the text says so."""


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
    def audit(self) -> Path:
        """What was done to the store, line by line."""
        return self.root / "audit.jsonl"

    @property
    def warehouse(self) -> Path:
        return versions_folder(self.root)

    @property
    def current(self) -> Path:
        """The pointer to the published warehouse."""
        return pointer_file(self.root)

    @property
    def originals(self) -> Path:
        return self.root / "submissions"

    @property
    def editions(self) -> Path:
        return self.root / "editions"

    def place_of(self, sha256: str) -> Path:
        """Where what is received is kept."""
        return self.originals / sha256[:2] / sha256

    def original(self, sha256: str) -> Path:
        """Where it is found again."""
        return self.place_of(sha256)

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
        path = self.place_of(digest)
        # one that was damaged since is healed by the same bytes
        if not path.exists() or digest_of(path) != digest:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, content)
        return digest

    def tombstone(self, sha256: str) -> Path:
        """What is left of an original that was erased: when, why and by whom."""
        return self.place_of(sha256).with_suffix(".erased")

    def read_original(self, sha256: str) -> bytes:
        """The bytes as they were received. Raises OriginalError where they are not."""
        try:
            content = self.original(sha256).read_bytes()
        except FileNotFoundError:
            if self.tombstone(sha256).exists():
                raise OriginalError("原件已按规定删除") from None
            raise OriginalError("原件不见了，请管理员从备份恢复") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise OriginalError("原件的内容与收到时不同，不能再用，请管理员从备份恢复")
        return content

    def append(self, entry: dict[str, Any]) -> None:
        """Adds a line to the ledger, whole or not at all."""
        append_line(self.ledger, entry)

    def lines(self) -> Lines:
        """Every whole line of the ledger, oldest first, proved. Raises ChainError, OSError."""
        return read_chain(self.ledger)

    def entries(self) -> list[dict[str, Any]]:
        """What each line says. Raises ChainError, OSError."""
        return list(self.lines().fields)
