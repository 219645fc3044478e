"""A load that kills itself with SIGKILL at its N-th durable step: `killed_load.py N STORE FILE...`.

A step is every write that outlives the process: an fsync, a rename, a copy, a removal, a commit.
"""

import os
import pathlib
import shutil
import signal
import sys
from collections.abc import Callable
from typing import Any

import duckdb

steps = 0
LAST = int(sys.argv[1])


def counted(act: Callable[..., Any]) -> Callable[..., Any]:
    """Kills the process before its LAST step, and half-way between two steps."""

    def step(*args: Any, **kwargs: Any) -> Any:
        global steps
        steps += 1
        if steps == LAST:
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
    from kpi.plan.usage import run

    _, _, store, *files = sys.argv
    run(commands, "etl", ["load", *files, "--data", store])
    print(steps)


if __name__ == "__main__":
    main()
