"""Processes kept for one job after another, each done in a fork of its own: see etl/read/forks.py.

Starting Python and what it needs takes ten times as long as a month's workbook.
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
from pathlib import Path

MOST_IDLE = os.cpu_count() or 1
# One thread a process: who forks must have no other, and two processes keep two cores busy.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class TooSlowError(Exception):
    """A workbook was not read in time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Kept:
    """A process of a script that calls `serve`; whoever holds it has it for himself."""

    def __init__(self, script: Path) -> None:
        # A session of its own: it can be killed with its fork, and Ctrl+C is for its parent alone.
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,
            env={**os.environ, **ONE_THREAD},
        )

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, seconds: float, **job: str) -> int:
        """The exit status of the fork that does the job, 1 where the process itself has died.

        Raises TooSlowError; whoever holds it then has to end it.
        """
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin is not None
        assert stdout is not None
        with suppress(BrokenPipeError):
            stdin.write(json.dumps(job).encode() + b"\n")
        with selectors.DefaultSelector() as waiting:
            waiting.register(stdout, selectors.EVENT_READ)
            if not waiting.select(seconds):
                raise TooSlowError(seconds)
        return int(stdout.read(16) or 1)

    def end(self) -> None:
        """Kills it with whatever it does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        with self.process:  # waits, and closes the pipes
            pass


class Pool:
    """The processes of a script: started when first needed, kept for the next job."""

    def __init__(self, script: Path) -> None:
        self.script = script
        self.idle: deque[Kept] = deque()
        atexit.register(self.end_all)

    @contextmanager
    def one(self) -> Iterator[Kept]:
        """A process that nobody else uses meanwhile; ended where its job was not done in time."""
        kept = self._take()
        try:
            yield kept
        except BaseException:
            kept.end()
            raise
        if kept.is_alive and len(self.idle) < MOST_IDLE:
            self.idle.append(kept)
        else:
            kept.end()

    def _take(self) -> Kept:
        while True:
            try:
                kept = self.idle.pop()
            except IndexError:
                return Kept(self.script)
            if kept.is_alive:
                return kept
            kept.end()

    def end_all(self) -> None:
        """Ends those that wait; each would end by itself, too, with the process that started it."""
        while self.idle:
            self.idle.pop().end()
