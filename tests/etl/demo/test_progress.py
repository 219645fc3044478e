"""The making of a demo year: told while it goes on, stopped, killed, and begun twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from places import ROOT

from etl.demo import DemoError, make_demo
from etl.demo.progress import Making, making_of, only_maker, progress_file, telling
from etl.demo.report import Report
from etl.examine.examine import NOT_UNDERSTOOD, Findings
from etl.store.disk.folder import Store
from kpi.plan import Plan

PATIENCE_SECONDS = 120


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "demo")


@pytest.fixture
def maker(store: Store) -> Iterator[subprocess.Popen[str]]:
    """`python -m etl demo`, that has begun to read its workbooks."""
    command = [sys.executable, "-m", "etl", "demo", "--data", str(store.root)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (making := making_of(store)) is None or making.label != "检查":
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield process
        process.kill()


def few(report: Report) -> bool:
    return (report.form, report.unit) == ("purchase", "梅陇镇") and report.last in (7, 8)


def names_beside(store: Store) -> list[str]:
    return sorted(path.name for path in store.root.parent.iterdir())


def test_where_nobody_makes_one_there_is_nothing_to_tell(store: Store) -> None:
    assert making_of(store) is None


def test_from_the_wish_on_it_is_being_made_and_without_a_sign_for_a_minute_it_has_failed(
    store: Store,
) -> None:
    progress_file(store).touch()
    assert making_of(store) == Making("准备", 0, 0)
    long_ago = time.time() - 61
    os.utime(progress_file(store), (long_ago, long_ago))
    assert making_of(store) == Making(failed=True)


def test_each_step_tells_how_many_workbooks_are_done(store: Store) -> None:
    with only_maker(store):
        with telling(store, None) as bar:
            assert making_of(store) == Making("准备", 0, 0)
            with bar("abc", 3, "检查") as items:
                assert next(iter(items)) == "a"
            assert making_of(store) == Making("检查", 1, 3)
        assert making_of(store) is None
    assert names_beside(store) == []


def test_what_ends_in_a_fault_is_told_as_failed(store: Store) -> None:
    with pytest.raises(OSError, match="full"), only_maker(store), telling(store, None):
        raise OSError("full")
    assert making_of(store) == Making(failed=True)


def test_while_it_is_written_it_is_still_being_made(store: Store) -> None:
    with only_maker(store), telling(store, None):
        progress_file(store).write_text('{"label": "检')
        assert making_of(store) == Making("准备", 0, 0)


def test_two_who_begin_at_once_make_one_year(plan: Plan, store: Store) -> None:
    with ThreadPoolExecutor(2) as pool:
        begun = [pool.submit(make_demo, store, plan, 1, wanted=few) for _ in range(2)]
        made = [b.result() for b in begun]
    assert sorted(m is None for m in made) == [False, True]
    assert names_beside(store) == ["demo"]


def test_who_waits_too_long_for_another_is_told_so(
    plan: Plan, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with only_maker(store):
        monkeypatch.setattr("etl.demo.progress.WAIT_SECONDS", 0)
        with pytest.raises(DemoError, match="另一个程序正在生成演示数据"):
            make_demo(store, plan, 1, wanted=few)


def test_a_workbook_that_the_program_could_not_examine_ends_in_no_year_rather_than_in_a_hole(
    plan: Plan, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    unexamined = Findings((), (NOT_UNDERSTOOD,))
    monkeypatch.setattr("etl.store.admit.examine_apart", lambda *_: unexamined)
    with pytest.raises(DemoError, match="有 3 份工作簿没能检查完"):
        make_demo(store, plan, 1, wanted=few)
    assert not store.root.exists()
    assert making_of(store) == Making(failed=True)


@pytest.mark.slow
def test_asked_to_end_it_clears_away_what_it_has_begun(
    maker: subprocess.Popen[str], store: Store
) -> None:
    maker.send_signal(signal.SIGTERM)
    _, complaint = maker.communicate(timeout=PATIENCE_SECONDS)
    assert maker.returncode == 1
    assert "已中止" in complaint
    assert names_beside(store) == [".demo.progress"]
    assert making_of(store) == Making(failed=True)


@pytest.mark.slow
def test_a_killed_one_leaves_no_half_a_year_and_the_next_one_clears_up(
    maker: subprocess.Popen[str], store: Store, plan: Plan
) -> None:
    maker.kill()
    maker.wait()
    assert making_of(store) == Making(failed=True)
    assert not store.root.exists()
    assert make_demo(store, plan, 1, wanted=few) is not None
    assert names_beside(store) == ["demo"]
