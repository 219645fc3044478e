"""Processes that read workbooks for us, kept for the next one: see read_child."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.read.kept import Pool

READERS = Pool(Path(__file__).with_name("read_child.py"))
WALL_SECONDS = 18


@dataclass(frozen=True)
class Done:
    """How the fork that read a workbook ended; status 0: all is in the output."""

    status: int
    output: bytes
    complaint: str


def read_apart(content: bytes, kind: str) -> Done:
    """Raises TooSlowError."""
    with READERS.one() as reader, TemporaryDirectory() as folder:
        book, answer, log = (Path(folder, name) for name in (f"book.{kind}", "answer", "log"))
        book.write_bytes(content)
        job = {"path": str(book), "kind": kind, "answer": str(answer), "log": str(log)}
        status = reader.ask(WALL_SECONDS, **job)
        output = answer.read_bytes() if status == 0 else b""
        return Done(status, output, complaint_in(log))


def complaint_in(log: Path) -> str:
    """The end of what a fork complained of."""
    return log.read_text("utf-8", "replace")[-500:] if log.exists() else ""
