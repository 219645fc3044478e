"""Broken off at any durable step, a command leaves the state before it or the state after it.

Killed, nothing is torn and nothing is left behind; without room on the disk, what is told is true.
"""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from facts import write_workbook
from places import ROOT

from etl.forms.context import Office
from etl.proof.verify import faults_of
from etl.store.disk.folder import Store
from etl.store.lines.ledger import read_ledger, read_lines
from etl.store.warehouse import bring_up_to_date
from kpi.engine.progress import progress
from kpi.engine.warehouse import connect

pytestmark = pytest.mark.slow

# 万元 of the three months; every sum of a prefix is another figure
MONTHS = {6: 1.0, 7: 2.0, 8: 4.0}
STATES = [1.0, 3.0, 7.0]


@dataclass(frozen=True)
class Ended:
    """What became of a command: its return code, its durable steps, what it printed."""

    code: int
    steps: int
    told: str


Break = Callable[..., Ended]


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
def asking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of July that leaves one question open: does its row count?"""
    rows = [
        ["填报单位", "莘庄镇"],
        ["采购单位", "采购渠道", "采购日期", "采购额度", "备注"],
        ["甲公司", "专柜", date(2022, 7, 3), 20_000, "客户已取消订单"],
    ]
    return write_workbook(tmp_path_factory.mktemp("asking"), "7月.xlsx", {"S": rows})


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
    """万元 of the published rows that count."""
    (fen,) = (
        connect(store)
        .execute(
            "select coalesce(sum(amount_fen), 0) from purchase "
            "where submission_id in (select submission_id from in_force($now))",
            {"now": "9999-01-01"},
        )
        .fetchall()[0]
    )
    return float(fen) / 1_000_000


def assert_sound(root: Path, office: Office, states: list[float]) -> float:
    """Readers see a whole state at once; the next start leaves nothing torn and nothing over."""
    assert bought(root) in states
    store = Store(root)
    with store.locked():
        bring_up_to_date(store, office)
    assert list(faults_of(store)) == []
    left = [p for p in root.rglob("*") if p.name.startswith(("build-", ".")) and p.name != ".lock"]
    assert left == []
    now = bought(root)
    assert now in states
    return now


@pytest.fixture(scope="module")
def breaking() -> Iterator[Break]:
    """Runs a command and breaks it at a durable step."""
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

        def command(how: str, step: int, *arguments: str) -> Ended:
            lines[0].write("\t".join((how, str(step), *arguments)) + "\n")
            return Ended(**json.loads(lines[1].readline()))

        yield command


def each_step(
    base: Path, tmp_path: Path, breaking: Break, how: str, *arguments: str
) -> Iterator[tuple[Path, Ended]]:
    """A copy of the store for each durable step of a command, broken there; ends with a whole run.

    `STORE` and `OUT` among the arguments stand for the copy and a folder beside it.
    """
    for step in range(1, 200):
        store = tmp_path / f"{how}-{step}" / "store"
        shutil.copytree(base, store)
        names = {"STORE": str(store), "OUT": str(store.with_name("out"))}
        ended = breaking(how, step, *(names.get(a, a) for a in arguments))
        yield store, ended
        if ended.code != -signal.SIGKILL and ended.steps < step:
            assert step > 4
            return
    raise AssertionError("it never ends")


def test_a_load_killed_before_each_durable_step(
    base: Path, files: list[Path], office: Office, tmp_path: Path, breaking: Break
) -> None:
    load = ("etl", "load", str(files[1]), "--data", "STORE")
    for store, ended in each_step(base, tmp_path, breaking, "kill", *load):
        now = assert_sound(store, office, STATES)
        assert now == STATES[len(read_ledger(Store(store))) - 1]
        assert ended.code in (0, -signal.SIGKILL)
    assert figure(store, office) == STATES[1]


def test_a_load_without_room_from_each_durable_step_on_tells_what_is_true(
    base: Path, files: list[Path], office: Office, tmp_path: Path, breaking: Break
) -> None:
    load = ("etl", "load", str(files[1]), "--data", "STORE")
    for store, ended in each_step(base, tmp_path, breaking, "full", *load):
        assert "Traceback" not in ended.told
        now = assert_sound(store, office, STATES)
        if ended.code == 0:
            assert "✔ 已接收" in ended.told
            assert now == STATES[1]
        else:
            assert "磁盘已满，请清理后再试" in ended.told
            assert now == STATES[0]
            assert len(read_ledger(Store(store))) == 1


def test_a_withdrawal_killed_before_each_durable_step(
    base: Path, office: Office, tmp_path: Path, breaking: Break
) -> None:
    withdraw = ("etl", "withdraw", "1", "--reason", "填错", "--data", "STORE")
    for store, _ in each_step(base, tmp_path, breaking, "kill", *withdraw):
        now = assert_sound(store, office, [1.0, 0.0])
        assert now == (1.0 if len(read_lines(Store(store))) == 1 else 0.0)


def test_an_answer_killed_before_each_durable_step(
    base: Path, asking: Path, office: Office, tmp_path: Path, breaking: Break
) -> None:
    asked = json.loads(
        run("-m", "etl", "check", str(asking), "--json", "--data", str(base)).stdout
    )["files"][0]["problems"][0]["asked"]
    answer = f"{asked['id']}={asked['choices'][1]['code']}"
    load = ("etl", "load", str(asking), "--answer", answer, "--data", "STORE")
    for store, _ in each_step(base, tmp_path, breaking, "kill", *load):
        now = assert_sound(store, office, STATES)
        assert now == STATES[len(read_ledger(Store(store))) - 1]
    assert read_ledger(Store(store))[1].answers[0].question == asked["id"]


def test_a_freezing_killed_before_each_durable_step(
    base: Path, office: Office, tmp_path: Path, breaking: Break
) -> None:
    freeze = ("report", "edition", "freeze", "三季度会", "--as-of", "2022-09-30", "--data", "STORE")
    for store, _ in each_step(base, tmp_path, breaking, "kill", *freeze):
        assert_sound(store, office, STATES[:1])
    assert [p.name for p in (store / "editions").iterdir()] == ["三季度会"]


def test_a_backup_killed_before_each_durable_step(
    base: Path, office: Office, tmp_path: Path, breaking: Break
) -> None:
    backup = ("etl", "backup", "OUT", "--data", "STORE")
    for store, _ in each_step(base, tmp_path, breaking, "kill", *backup):
        assert_sound(store, office, STATES[:1])
        out = store.with_name("out")
        # begun again, it is whole
        assert breaking("kill", 0, "etl", "backup", str(out), "--data", str(store)).code == 0
        assert list(faults_of(Store(out))) == []
        assert list(out.rglob(".*")) == []
        assert len(Store(out).entries()) == 1


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
        assert_sound(store, office, STATES)
        assert figure(store, office) == bought(store)


# the repository's modules are importable from -c, as they are from -m
FILE = "tests/etl/store/broken_commands.py"
DRIVER = f"import runpy; runpy.run_path({FILE!r}, run_name='__main__')"
