"""The documents that were made from an edition: each is written down, and can be proved."""

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from etl.proof.editions import REGISTER
from etl.store.disk.durable import sync_folder
from kpi.moments import utc_now
from report.editions.manifest import EditionError


class MadeFile(BaseModel):
    """A line of the register; the moment is UTC."""

    model_config = ConfigDict(frozen=True)

    name: str
    sha256: str
    made_at: datetime


def register_line(name: str, content: bytes) -> bytes:
    digest = hashlib.sha256(content).hexdigest()
    made = MadeFile(name=name, sha256=digest, made_at=utc_now())
    return json.dumps(made.model_dump(mode="json"), ensure_ascii=False).encode() + b"\n"


def register(folder: Path, name: str, content: bytes) -> None:
    """Adds a file's line to an edition's register, for good."""
    with (folder / REGISTER).open("ab") as lines:
        lines.write(register_line(name, content))
        lines.flush()
        os.fsync(lines.fileno())
    sync_folder(folder)


def registered(folder: Path) -> dict[str, MadeFile]:
    """The files that were made, by name. Raises EditionError for a register that is damaged."""
    path = folder / REGISTER
    try:
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        files = [MadeFile.model_validate_json(line) for line in lines]
    except ValueError:
        raise EditionError(f"会议版 {folder.name} 的文件清单已损坏，不能再用") from None
    return {file.name: file for file in files}
