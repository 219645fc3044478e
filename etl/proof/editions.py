"""Whether a frozen edition's files are those that were frozen, by what its own folder says."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

from etl.store.lines.witnesses import MANIFEST
from kpi.version import digest_of

DOCUMENTS, REGISTER = "files", "files.jsonl"
PLAN, CONTENTS, WAREHOUSE = "plan.json", "content.json", "warehouse.duckdb"
# What the manifest vouches for, by the name under which it holds the SHA-256.
PARTS = MappingProxyType(
    {"plan_sha256": PLAN, "content_sha256": CONTENTS, "warehouse_sha256": WAREHOUSE}
)


def edition_faults(folder: Path) -> Iterator[str]:
    """A sentence for each file of an edition that is not what was frozen."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        yield f"{MANIFEST} 不见了或读不出"
        return
    if not _is_sealed(said):
        yield f"{MANIFEST} 在定稿之后被改动"
        return
    for name, part in PARTS.items():
        path = folder / part
        # an edition of an older make has no warehouse of its own
        if not path.exists() and (name != "warehouse_sha256" or said.get("format", 0) >= 3):
            yield f"{part} 不见了"
        elif path.exists() and digest_of(path) != said.get(name):
            yield f"{part} 在定稿之后被改动"
    yield from document_faults(folder)


def _is_sealed(said: Any) -> bool:
    """Whether the manifest holds the SHA-256 of all else that it says."""
    if not isinstance(said, dict) or "seal" not in said:
        return False
    rest = {key: value for key, value in said.items() if key != "seal"}
    text = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest() == str(said["seal"])


def document_faults(folder: Path) -> Iterator[str]:
    """A sentence for each document that is not what was made."""
    try:
        made = dict(_made(folder / REGISTER))
    except (ValueError, KeyError, TypeError):
        yield f"{REGISTER}（文件清单）已损坏"
        return
    paths = {p.name: p for p in (folder / DOCUMENTS).glob("*") if not p.name.startswith(".")}
    for name in sorted(made.keys() | paths.keys()):
        if name not in paths:
            yield f"文件：“{name}”不见了"
        elif name not in made:
            yield f"文件：“{name}”不是由会议版做成的"
        elif digest_of(paths[name]) != made[name]:
            yield f"文件：“{name}”做成之后被改动"


def _made(register: Path) -> Iterator[tuple[str, str]]:
    """Each document's name and SHA-256; a name that was made again counts as it was made last."""
    if register.exists():
        for line in register.read_text("utf-8").splitlines():
            made = json.loads(line)
            yield str(made["name"]), str(made["sha256"])
