"""What a kept process runs: a fork for each job, with limits, so that whatever happens ends there.

Standard input: for each job a line, its arguments as JSON, one of them `log`; standard output: for
each a line, the fork's exit status.
"""

import gc
import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

Job = Callable[..., None]


def serve(job: Job, memory_bytes: int, cpu_seconds: int, prepare: Job | None = None) -> None:
    """Until standard input ends, which it does with the process that asks.

    `prepare` is done before the fork: what it makes of a job is there for the next ones, too.
    """
    for line in iter(sys.stdin.readline, ""):
        arguments = json.loads(line)
        if prepare:
            prepare(**arguments)
        gc.freeze()  # what is shared with the forks stays shared
        child = os.fork()
        if child == 0:
            _alone(job, arguments, memory_bytes, cpu_seconds)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _alone(job: Job, arguments: dict[str, Any], memory_bytes: int, cpu_seconds: int) -> NoReturn:
    """In a fork: does the job, complains to its log, and ends."""
    status = 1
    try:
        log = os.open(arguments.pop("log"), os.O_WRONLY | os.O_CREAT, 0o600)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(log, stream.fileno())
        limit(resource.RLIMIT_AS, mapped_bytes() + memory_bytes)
        limit(resource.RLIMIT_CPU, cpu_seconds)
        job(**arguments)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def limit(what: int, most: int) -> None:
    """The soft limit alone: a fork may widen it for its next step."""
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def mapped_bytes() -> int:
    """The address space that libraries took before any workbook was looked at; 0: not told here."""
    try:
        with open("/proc/self/statm") as sizes:
            return int(sizes.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
