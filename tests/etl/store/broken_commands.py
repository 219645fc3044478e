"""Commands that break at their N-th durable step: `HOW N ROOM ARGUMENT...` a line, by tabs.

A step is every write that outlives the process: an fsync, a rename, a copy, a removal, a commit.
HOW is `kill` (SIGKILL before the step, and half-way between two) or `full` (from that step on, the
disk has no room). Each command is a fork of this process, which has everything imported, an
examiner started and nothing else open; its return code (as `subprocess` tells it), how many steps
it took, and what it printed are a line of JSON on standard output.
"""

import errno
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from typing import Any, Never

import duckdb

steps, last, how = 0, 0, "kill"


def counted(act: Callable[..., Any]) -> Callable[..., Any]:
    """Breaks at the last step."""

    def step(*args: Any, **kwargs: Any) -> Any:
        global steps
        steps += 1
        if how == "kill" and steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "full" and steps >= last and act is not removing:
            _no_room()
        return act(*args, **kwargs)

    return step


def _no_room() -> Never:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


removing = pathlib.Path.unlink  # needs no room


class Connection:
    """A DuckDB connection whose statements are steps too."""

    def __init__(self, real: duckdb.DuckDBPyConnection) -> None:
        self._real = real

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        # closing needs no room: what was to be kept was kept at the checkpoint
        (counted(self._real.close) if how == "kill" else self._real.close)()

    def execute(self, sql: str, *args: Any) -> Any:
        ends = sql in ("commit", "checkpoint")
        return (counted(self._real.execute) if ends else self._real.execute)(sql, *args)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def main() -> None:
    real_connect = duckdb.connect
    os.fsync = counted(os.fsync)
    for name in ("replace", "rename", "unlink"):
        setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
    shutil.copyfile = counted(shutil.copyfile)
    duckdb.connect = lambda *a, **k: Connection(real_connect(*a, **k))  # type: ignore[assignment]
    from etl.examine.apart import EXAMINERS
    from etl.read.kept import Kept
    from etl.store.schema import schema
    from kpi.plan import load_plan

    # read once, as it is in a server
    load_plan()
    schema()
    rooms = _rooms()
    # One examiner for all commands, for each would start its own: none is broken while it asks one.
    # A fork cannot wait for a process that is not its child, and would take it for dead.
    Kept.is_alive = property(lambda self: True)  # type: ignore[assignment]
    with EXAMINERS.one():
        pass
    for line in sys.stdin:
        how_, step, room, *arguments = line.rstrip("\n").split("\t")
        print(json.dumps(broken_at(how_, int(step), rooms[room], arguments)), flush=True)


def _rooms() -> dict[str, Callable[[], int]]:
    import etl.__main__
    import report.__main__

    return {"etl": etl.__main__._run, "report": report.__main__._run}


def broken_at(
    how_: str, step: int, command: Callable[[], int], arguments: list[str]
) -> dict[str, Any]:
    """What became of a command in a process of its own."""
    global last, how
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told, tempfile.TemporaryFile() as count:
        child = os.fork()
        if child == 0:
            last, how = step, how_
            os.dup2(told.fileno(), 1)
            os.dup2(told.fileno(), 2)
            sys.argv = ["command", *arguments]
            code = command()
            sys.stdout.flush()
            sys.stderr.flush()
            os.write(count.fileno(), str(steps).encode())
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        told.seek(0)
        count.seek(0)
        return {"code": code, "steps": int(count.read() or 0), "told": told.read()}


if __name__ == "__main__":
    main()
