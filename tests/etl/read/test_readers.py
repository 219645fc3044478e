"""The processes that read workbooks: kept, replaced, killed in time, gone with their parent."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from places import ROOT

from etl.problems import RefusedError
from etl.read import readers
from etl.read.kept import MOST_IDLE
from etl.read.read import read_sheets
from etl.read.readers import READERS

ONE_CELL = b"a,1\n"


def cells(content: bytes = ONE_CELL) -> list[object]:
    (sheet,) = read_sheets("a.csv", content)
    return list(sheet.row(0))


def waiting() -> list[int]:
    """The readers that wait for a workbook, by their process."""
    return [reader.process.pid for reader in READERS.idle]


def test_the_next_workbook_is_read_by_the_same_process() -> None:
    READERS.end_all()
    assert cells() == ["a", "1"]
    before = waiting()
    assert cells(b"b,2\n") == ["b", "2"]
    assert waiting() == before
    assert len(before) == 1


def test_two_at_a_time_are_read_by_two_processes_and_no_answer_is_mixed_up() -> None:
    texts = [f"n{number}" for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda text: cells(f"{text},x\n".encode()), texts))
    assert answers == [[text, "x"] for text in texts]
    assert 0 < len(waiting()) <= MOST_IDLE


def test_a_reader_that_was_killed_while_it_waited_is_replaced() -> None:
    READERS.end_all()
    cells()
    (killed,) = waiting()
    os.kill(killed, signal.SIGKILL)
    READERS.idle[0].process.wait()
    assert cells() == ["a", "1"]
    assert killed not in waiting()


def test_a_workbook_that_takes_too_long_is_refused_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    READERS.end_all()
    with monkeypatch.context() as patch:
        patch.setattr(readers, "WALL_SECONDS", 0.001)
        with pytest.raises(RefusedError) as refused:
            cells(b"a,1\n" * 100_000)
    assert refused.value.problem.code == "too_slow"
    assert waiting() == []
    assert cells() == ["a", "1"]


def test_a_fork_that_crashes_is_told_and_the_reader_goes_on() -> None:
    with READERS.one() as reader:
        # no such kind of file has a parser, and the folder of the answer is gone
        status = reader.ask(9, path="/nowhere/a", kind="csv", answer="/nowhere/b", log=os.devnull)
        assert status == 1
    before = waiting()
    assert cells() == ["a", "1"]
    assert waiting() == before


def test_readers_end_with_the_process_that_started_them_even_a_killed_one() -> None:
    program = """
import os
from etl.read.read import read_sheets
from etl.read.readers import READERS
read_sheets("a.csv", b"a,1\\n")
print(READERS.idle[0].process.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 10
    while is_running(int(done.stdout)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(int(done.stdout))


def is_running(pid: int) -> bool:
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return found.stdout.strip()[:1] not in ("", "Z")
