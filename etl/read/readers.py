"""Processes that read workbooks for us, kept for the next one: see read_child.

Starting Python and the parsers takes ten times as long as reading a month's workbook.
"""

import atexit
import json
import os
import selectors
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

CHILD = Path(__file__).with_name("read_child.py")
WALL_SECONDS = 18
MOST_IDLE = os.cpu_count() or 1


class TooSlowError(Exception):
    """A workbook was not read in time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Done:
    """How the fork that read a workbook ended; status 0: all is in the output."""

    status: int
    output: bytes
    complaint: str


class Reader:
    """A process that reads one workbook after another, each in a fork of its own."""

    def __init__(self) -> None:
        # A session of its own: it can be killed with its fork, and Ctrl+C is for its parent alone.
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def read(self, content: bytes, kind: str) -> Done:
        """Raises TooSlowError; whoever holds the reader then has to end it."""
        with TemporaryDirectory() as folder:
            book, answer, log = (Path(folder, name) for name in (f"book.{kind}", "answer", "log"))
            book.write_bytes(content)
            status = self._ask(path=str(book), kind=kind, answer=str(answer), log=str(log))
            output = answer.read_bytes() if status == 0 else b""
            complaint = log.read_text("utf-8", "replace")[-500:] if log.exists() else ""
            return Done(status, output, complaint)

    def _ask(self, **job: str) -> int:
        """The exit status of the fork that does the job, 1 where the reader itself has died."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        with suppress(BrokenPipeError):
            stdin.write(json.dumps(job).encode() + b"\n")
        with selectors.DefaultSelector() as waiting:
            waiting.register(stdout, selectors.EVENT_READ)
            if not waiting.select(WALL_SECONDS):
                raise TooSlowError(WALL_SECONDS)
        return int(stdout.read(16) or 1)

    def end(self) -> None:
        """Kills it with whatever it reads."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        with self.process:  # waits, and closes the pipes
            pass


_idle: deque[Reader] = deque()


@contextmanager
def a_reader() -> Iterator[Reader]:
    """A reader for one workbook, that nobody else uses meanwhile; ended where it was too slow."""
    reader = _take()
    try:
        yield reader
    except BaseException:
        reader.end()
        raise
    if reader.is_alive and len(_idle) < MOST_IDLE:
        _idle.append(reader)
    else:
        reader.end()


def _take() -> Reader:
    while True:
        try:
            reader = _idle.pop()
        except IndexError:
            return Reader()
        if reader.is_alive:
            return reader
        reader.end()


@atexit.register
def end_all() -> None:
    """Ends those that wait; each would end by itself, too, with the process that started it."""
    while _idle:
        _idle.pop().end()
