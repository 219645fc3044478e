"""Writes that outlive a power cut, and what is left where one was broken off."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4


def write_durably(path: Path, content: bytes) -> None:
    """The whole content or nothing, also after a power cut."""
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
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


def left_overs(folder: Path) -> Iterator[Path]:
    """What a killed write left in a folder: `.name.` and 32 hexadecimal digits."""
    for path in folder.glob(".*"):
        _, _, ending = path.name.rpartition(".")
        if len(ending) == 32 and set(ending) <= set("0123456789abcdef"):
            yield path
