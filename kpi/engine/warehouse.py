"""Opens the published warehouse for reading; nobody here ever writes to it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from kpi.version import Pointer, digest_of, opened, versions_folder

Connection = duckdb.DuckDBPyConnection


class NoWarehouseError(Exception):
    """Nothing to read yet, or nothing that can be trusted; the text says what to do."""


class NothingReceivedError(NoWarehouseError):
    """Nothing was ever received, so that nothing is published."""


@dataclass(frozen=True)
class Version:
    """A published version: its file and the SHA-256 it was published with."""

    path: Path
    sha256: str


def published(store: Path) -> Version:
    """The version that CURRENT points to; raises NoWarehouseError."""
    try:
        pointer = Pointer.read(store)
    except FileNotFoundError:
        raise NothingReceivedError(
            f"{store} 里还没有数据。请先报送：python -m etl load 工作簿…"
        ) from None
    except ValueError:
        raise NoWarehouseError("数据仓库的指针文件已损坏。请运行：python -m etl rebuild") from None
    except OSError:
        raise NoWarehouseError(f"读不了数据目录 {store}：没有权限，或磁盘出错") from None
    return Version(versions_folder(store) / pointer.file, pointer.sha256)


@lru_cache(maxsize=4)
def open_version(version: Version) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a version; take a cursor for each use. Raises NoWarehouseError."""
    try:
        sound = digest_of(version.path) == version.sha256
    except OSError:
        sound = False
    if not sound:
        raise NoWarehouseError("数据仓库文件缺失或已损坏。请运行：python -m etl rebuild")
    return opened(version.path)


def connect(store: Path) -> duckdb.DuckDBPyConnection:
    """A cursor on what is published in a store; raises NoWarehouseError."""
    return open_version(published(store)).cursor()
