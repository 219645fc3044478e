"""A version of the warehouse: the pointer to it, what it is trusted by, and how it is opened.

etl writes versions and kpi reads them, often in one process, in which DuckDB lets a file be opened
twice only with the same settings: so there is one place that opens them.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

import duckdb
from pydantic import TypeAdapter

DATA = Path(__file__).parents[1] / "data"
MEMORY_LIMIT = "1GB"
SETTINGS = MappingProxyType(
    {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": MEMORY_LIMIT,
        "lock_configuration": "true",
    }
)


@dataclass(frozen=True)
class Pointer:
    """What CURRENT says of the published version; `entries`: how many ledger lines it holds.

    `schema` and `duckdb` say what made it; a pointer without them is of no known make. `head` is
    the hash of the last of those lines, by which the ledger is known again.
    """

    file: str
    sha256: str
    entries: int = 0
    schema: str = ""
    duckdb: str = ""
    head: str = ""

    @classmethod
    def read(cls, store: Path) -> "Pointer":
        """The pointer of a store; raises FileNotFoundError, or ValueError where it is damaged."""
        return cls.of_file(pointer_file(store))

    @classmethod
    def of_file(cls, path: Path) -> "Pointer":
        """Likewise of one that lies elsewhere."""
        return TypeAdapter(cls).validate_json(path.read_bytes())

    def written(self) -> bytes:
        return json.dumps(asdict(self)).encode()


def store_folder(folder: str | None = None) -> Path:
    """The store in `folder`, else in DASHBOARD_DATA, else in data/store."""
    return Path(folder or os.environ.get("DASHBOARD_DATA") or DATA / "store")


def versions_folder(store: Path) -> Path:
    return store / "warehouse"


def pointer_file(store: Path) -> Path:
    """CURRENT, which names the published version."""
    return versions_folder(store) / "CURRENT"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece; raises FileNotFoundError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def opened(version: Path) -> duckdb.DuckDBPyConnection:
    """A version's file for reading; to be closed by whoever asked."""
    return duckdb.connect(str(version), read_only=True, config=dict(SETTINGS))
