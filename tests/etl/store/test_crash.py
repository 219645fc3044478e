"""Killed with SIGKILL at any moment, a load leaves the state before a file or the state after."""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from facts import write_workbook
from places import ROOT

from etl.forms.context import Office
from etl.store.disk.folder import Store
from etl.store.lines.ledger import read_ledger
from etl.store.warehouse import bring_up_to_date
from kpi.engine.progress import progress
from kpi.engine.warehouse import connect

pytestmark = pytest.mark.slow

# 万元 of the three months; every sum of a prefix is another figure
MONTHS = {6: 1.0, 7: 2.0, 8: 4.0}
STATES = [1.0, 3.0, 7.0]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    return [
        write_workbook(
            folder,
            f"{month}月.xlsx",
            {
                "S": [
                    ["填报单位", "莘庄镇"],
                    ["采购单位", "采购渠道", "采购日期", "采购额度"],
                    ["甲公司", "专柜", date(2022, month, 3), amount * 10_000],
                ]
            },
        )
        for month, amount in MONTHS.items()
    ]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Path:
    """A store that holds June, to be copied; the months after it are still to come."""
    folder = tmp_path_factory.mktemp("base") / "store"
    run("-m", "etl", "load", str(files[0]), "--data", str(folder))
    return folder


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def figure(store: Path, office: Office) -> float | None:
    rows = progress(connect(store), office.plan, date(2022, 12, 31))
    found = [r for r in rows if (r.indicator, r.entity) == ("enterprise_purchase", "莘庄镇")]
    return found[0].actual


def bought(store: Path) -> float:
    """万元 of the published rows; each month came once, so all of them count."""
    (fen,) = connect(store).execute("select sum(amount_fen) from purchase").fetchall()[0]
    return float(fen) / 1_000_000


def assert_sound(store: Path, office: Office) -> None:
    """Readers see a whole state at once, and after recovery just what the ledger holds."""
    assert bought(store) in STATES
    held = Store(store)
    with held.locked():
        bring_up_to_date(held, office)
    assert bought(store) == STATES[len(read_ledger(held)) - 1]
    left = [p.name for p in held.warehouse.iterdir() if p.name.startswith(("build-", "."))]
    assert left == []


@pytest.fixture
def killed_at() -> Iterator[Callable[[int, Path, Path], int]]:
    """Loads a file and kills the process before a durable step; gives its return code."""
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER],
        cwd=ROOT,
        text=True,
        bufsize=1,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as driver:
        assert driver.stdin is not None
        assert driver.stdout is not None
        lines = driver.stdin, driver.stdout

        def load(step: int, store: Path, file: Path) -> int:
            lines[0].write(f"{step}\t{store}\t{file}\n")
            return int(lines[1].readline())

        yield load


def test_killed_before_each_durable_step(
    base: Path,
    files: list[Path],
    office: Office,
    tmp_path: Path,
    killed_at: Callable[[int, Path, Path], int],
) -> None:
    for step in range(1, 100):
        store = tmp_path / f"killed-{step}"
        shutil.copytree(base, store)
        done = killed_at(step, store, files[1])
        assert_sound(store, office)
        if done == 0:
            break
        assert done == -signal.SIGKILL
    assert figure(store, office) == STATES[1]
    assert step > 15


def test_killed_at_moments_taken_at_random(
    base: Path, files: list[Path], office: Office, tmp_path: Path
) -> None:
    chance = random.Random(2022)
    for turn in range(6):
        store = tmp_path / f"turn-{turn}"
        shutil.copytree(base, store)
        load = ["-m", "etl", "load", *map(str, files[1:]), "--data", str(store)]
        with subprocess.Popen([sys.executable, *load], cwd=ROOT) as process:
            time.sleep(chance.uniform(0.3, 1.6))
            process.kill()
        assert_sound(store, office)
        assert figure(store, office) == bought(store)


# the repository's modules are importable from -c, as they are from -m
FILE = "tests/etl/store/killed_load.py"
DRIVER = f"import runpy; runpy.run_path({FILE!r}, run_name='__main__')"
