"""What a kept process runs: a fork that does one job after another, with limits for each.

Whatever happens ends in the fork: one that has died, or has grown, is replaced at the next job.
Standard input: for each job a line, its arguments as JSON, one of them `log`; standard output: for
each a line, its exit status, the fork's own where it did not survive the job.
"""

import gc
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO, NamedTuple, NoReturn

Job = Callable[..., None]
# makes what the next jobs share; True where there is something that forks do not know of yet
Prepare = Callable[..., bool]
# so many jobs a fork does, and so large it may have grown, in kB
MOST_JOBS, MOST_GROWN = 50, 300_000


class Limits(NamedTuple):
    """Of one job: bytes above what is mapped already, seconds of the processor."""

    memory_bytes: int
    cpu_seconds: int


class Fork(NamedTuple):
    """A running fork: jobs go to it, statuses come from it."""

    pid: int
    jobs: BinaryIO
    statuses: BinaryIO


def serve(job: Job, memory_bytes: int, cpu_seconds: int, prepare: Prepare | None = None) -> None:
    """Until standard input ends, which it does with the process that asks."""
    limits, fork = Limits(memory_bytes, cpu_seconds), None
    for line in iter(sys.stdin.buffer.readline, b""):
        if prepare and prepare(**json.loads(line)) and fork:
            _end(fork)
            fork = None
        try:
            fork, status = _ask(fork or _start(job, limits), line)
        except BrokenPipeError:  # it was killed while it waited: no fault of this job
            fork, status = _ask(_start(job, limits), line)
        print(status, flush=True)


def _start(job: Job, limits: Limits) -> Fork:
    gc.freeze()  # what is shared with the forks stays shared
    (jobs_out, jobs_in), (statuses_out, statuses_in) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(jobs_in)
        os.close(statuses_out)
        _work(job, limits, os.fdopen(jobs_out, "rb"), os.fdopen(statuses_in, "wb", 0))
    os.close(jobs_out)
    os.close(statuses_in)
    return Fork(pid, os.fdopen(jobs_in, "wb", 0), os.fdopen(statuses_out, "rb"))


def _ask(fork: Fork, line: bytes) -> tuple[Fork | None, int]:
    """The status of a job, and the fork where it goes on."""
    fork.jobs.write(line)
    answer = fork.statuses.readline().split()
    if answer == [b"0", b"more"]:
        return fork, 0
    status = os.waitstatus_to_exitcode(os.waitpid(fork.pid, 0)[1])
    _close(fork)
    return None, int(answer[0]) if answer else status or 1


def _end(fork: Fork) -> None:
    """It ends by itself when no further job can come."""
    fork.jobs.close()
    os.waitpid(fork.pid, 0)
    _close(fork)


def _close(fork: Fork) -> None:
    fork.jobs.close()
    fork.statuses.close()


def _work(job: Job, limits: Limits, jobs: BinaryIO, statuses: BinaryIO) -> NoReturn:
    """In the fork: a status for each job, and whether there may be more."""
    try:
        limit(resource.RLIMIT_AS, mapped_bytes() + limits.memory_bytes)
        for number, line in enumerate(iter(jobs.readline, b""), start=1):
            is_done = _done(job, limits, json.loads(line))
            more = is_done and number < MOST_JOBS and _grown() < MOST_GROWN
            statuses.write(b"%d %b\n" % (not is_done, b"more" if more else b"last"))
            if not more:
                break
    finally:
        os._exit(0)


def _done(job: Job, limits: Limits, arguments: dict[str, Any]) -> bool:
    """Whether a job came to its end; complaints go to its log."""
    log = os.open(arguments.pop("log"), os.O_WRONLY | os.O_CREAT, 0o600)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(log, stream.fileno())
    os.close(log)
    limit_seconds(limits.cpu_seconds)
    try:
        job(**arguments)
    except BaseException:
        traceback.print_exc()
        return False
    return True


def limit_seconds(seconds: int) -> None:
    """So many seconds of the processor from now on."""
    limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + seconds)


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


def _grown() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
