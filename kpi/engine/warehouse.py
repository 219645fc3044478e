"""Opens the published warehouse for reading; nobody here ever writes to it."""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

DATA = Path(__file__).parents[2] / "data"
MEMORY_LIMIT = "1GB"
Connection = duckdb.DuckDBPyConnection


class NoWarehouseError(Exception):
    """Nothing to read yet, or nothing that can be trusted; the text says what to do."""


@dataclass(frozen=True)
class Version:
    """A published version: its file and the SHA-256 it was published with."""

    path: Path
    sha256: str


def store_folder(folder: str | None = None) -> Path:
    """The store in `folder`, else in DASHBOARD_DATA, else in data/store."""
    return Path(folder or os.environ.get("DASHBOARD_DATA") or DATA / "store")


def published(store: Path) -> Version:
    """The version that CURRENT points to; raises NoWarehouseError."""
    pointer = store / "warehouse" / "CURRENT"
    try:
        found = json.loads(pointer.read_text("utf-8"))
        version = Version(store / "warehouse" / found["file"], found["sha256"])
    except FileNotFoundError:
        raise NoWarehouseError(
            f"{store} 里还没有数据。请先报送：python -m etl load 工作簿…"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise NoWarehouseError("数据仓库的指针文件已损坏。请运行：python -m etl rebuild") from None
    return version


@lru_cache(maxsize=4)
def open_version(version: Version) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a version; take a cursor for each use. Raises NoWarehouseError."""
    try:
        sound = hashlib.sha256(version.path.read_bytes()).hexdigest() == version.sha256
    except FileNotFoundError:
        sound = False
    if not sound:
        raise NoWarehouseError("数据仓库文件缺失或已损坏。请运行：python -m etl rebuild")
    settings = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": MEMORY_LIMIT,
        "lock_configuration": "true",
    }
    return duckdb.connect(str(version.path), read_only=True, config=dict(settings))


def connect(store: Path) -> duckdb.DuckDBPyConnection:
    """A cursor on what is published in a store; raises NoWarehouseError."""
    return open_version(published(store)).cursor()
