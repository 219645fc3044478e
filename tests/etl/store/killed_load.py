"""Loads that kill themselves with SIGKILL at their N-th durable step: `N STORE FILE...` a line.

A step is every write that outlives the process: an fsync, a rename, a copy, a removal, a commit.
Each load is a fork of this process, which has everything imported, an examiner started and nothing
else open; what became of it (its return code, as `subprocess` tells it) is a line of standard
output.
"""

import os
import pathlib
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import duckdb

steps, last = 0, 0


def counted(act: Callable[..., Any]) -> Callable[..., Any]:
    """Kills the process before its last step, and half-way between two steps."""

    def step(*args: Any, **kwargs: Any) -> Any:
        global steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **kwargs)

    return step


class Connection:
    """A DuckDB connection whose statements are steps too."""

    def __init__(self, real: duckdb.DuckDBPyConnection) -> None:
        self._real = real

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        counted(self._real.close)()

    def execute(self, sql: str, *args: Any) -> Any:
        ends = sql in ("commit", "checkpoint")
        return (counted(self._real.execute) if ends else self._real.execute)(sql, *args)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def main() -> None:
    real_connect = duckdb.connect
    os.fsync = counted(os.fsync)
    pathlib.Path.replace = counted(pathlib.Path.replace)  # type: ignore[method-assign]
    pathlib.Path.unlink = counted(pathlib.Path.unlink)  # type: ignore[method-assign]
    shutil.copyfile = counted(shutil.copyfile)
    duckdb.connect = lambda *a, **k: Connection(real_connect(*a, **k))  # type: ignore[assignment]
    from etl.__main__ import main as commands
    from etl.examine.apart import EXAMINERS
    from etl.read.kept import Kept
    from etl.store.schema import schema
    from kpi.plan import load_plan
    from kpi.usage.command import run

    # read once, as it is in a server
    load_plan()
    schema()
    # One examiner for all loads, for each would start its own: no load is killed while it asks one.
    # A fork cannot wait for a process that is not its child, and would take it for dead.
    Kept.is_alive = property(lambda self: True)  # type: ignore[assignment]
    with EXAMINERS.one():
        pass

    for line in sys.stdin:
        step, store, *files = line.rstrip("\n").split("\t")
        load = partial(run, commands, "etl", ["load", *files, "--data", store])
        print(killed_at(int(step), load), flush=True)


def killed_at(step: int, load: Callable[[], int]) -> int:
    """The return code of a load in a process of its own."""
    global last
    child = os.fork()
    if child == 0:
        last = step
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(load())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()
