"""The files that a command line names: workbooks as given, folders with their workbooks by name."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from etl.read.container import MAX_FILE_BYTES, SUFFIXES


@dataclass(frozen=True)
class Source:
    """A file to be judged; its content is read when its turn comes."""

    name: str

    @cached_property
    def content(self) -> bytes:
        with Path(self.name).open("rb") as file:
            # one byte more than is let in, so that a file too large is refused, not cut
            return file.read(MAX_FILE_BYTES + 1)


def sources(paths: tuple[str, ...]) -> list[Source]:
    """Every file in the order given; raises click.UsageError for a path that is not there."""
    missing = [p for p in paths if not Path(p).exists()]
    if missing:
        raise click.UsageError(f"找不到：{'、'.join(missing)}")
    return [Source(name) for path in paths for name in _files(Path(path))]


def _files(path: Path) -> list[str]:
    if not path.is_dir():
        return [str(path)]
    workbooks = (p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
    # ~$ files are what Excel leaves beside a workbook that is open
    return sorted(str(p) for p in workbooks if not p.name.startswith((".", "~$")))
