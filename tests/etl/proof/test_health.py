"""Whether a store is well, in facts; asking changes nothing."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from etl.__main__ import main
from etl.proof import health as health_module
from etl.proof.health import health_of
from etl.store.disk.folder import Store
from etl.store.outcome import Outcome
from kpi.usage.command import run

Load = Callable[..., Outcome]
Patch = pytest.MonkeyPatch


def test_a_sound_store_is_well(full: Store) -> None:
    before = {p: p.stat().st_mtime_ns for p in full.root.rglob("*")}
    health = health_of(full)
    assert (health.lines, health.waiting, health.faults) == (4, 0, ())
    assert health.newest is not None
    assert {p: p.stat().st_mtime_ns for p in full.root.rglob("*")} == before


def test_a_store_that_is_not_there_yet_is_well(tmp_path: Path) -> None:
    health = health_of(Store(tmp_path / "none" / "store"))
    assert (health.lines, health.newest, health.faults) == (0, None, ())


def test_what_waits_to_be_published_is_counted(full: Store, load: Load, tmp_path: Path) -> None:
    pointer = full.current.read_bytes()
    load(9, 40_000)
    full.current.write_bytes(pointer)
    health = health_of(full)
    assert (health.waiting, health.faults) == (1, ("台账有 1 行还没有入库",))


def test_a_damaged_ledger_and_warehouse_are_told(full: Store) -> None:
    full.current.write_text("x")
    assert health_of(full).faults == (
        "没有可用的数据仓库，下一次报送或 python -m etl status 时重建",
    )
    full.ledger.write_text("x\n", "utf-8")
    assert health_of(full).faults[0] == "台账：ledger.jsonl 第 1 行读不出：已损坏"


def test_a_disk_that_is_nearly_full_and_a_clock_that_was_ahead_are_told(
    full: Store, monkeypatch: Patch
) -> None:
    usage = SimpleNamespace(free=31_000_000)
    monkeypatch.setattr(health_module.shutil, "disk_usage", lambda _: usage)
    monkeypatch.setattr(health_module, "utc_now", lambda: datetime(2022, 1, 1))
    faults = health_of(full).faults
    assert faults[0] == "磁盘只剩 31 MB"
    assert faults[1].startswith("台账最后一次收件在将来（")


def test_a_folder_that_cannot_be_written_is_told(full: Store, monkeypatch: Patch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert health_of(full).faults == ("数据目录不能写",)


def test_the_command(full: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(main, "etl", ["health", "--data", str(full.root)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "一切正常。"
    full.current.write_text("x")
    assert run(main, "etl", ["health", "--json", "--data", str(full.root)]) == 1
    assert json.loads(capsys.readouterr().out)["faults"] == [
        "没有可用的数据仓库，下一次报送或 python -m etl status 时重建"
    ]
