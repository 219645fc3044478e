"""A backup is whole, continues only its own ledger, and comes back as it was."""

import os
import shutil
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from edition_facts import frozen
from proof_facts import fen

from etl.__main__ import main
from etl.forms.context import Office
from etl.proof.backup import BackupError, backup, restore
from etl.proof.health import health_of
from etl.proof.verify import faults_of
from etl.store.disk.audit import acts
from etl.store.disk.chain import ChainError
from etl.store.disk.folder import Store
from etl.store.outcome import Outcome
from kpi.plan import Plan
from kpi.usage.command import run
from report.editions.shelf import open_edition

Load = Callable[..., Outcome]
Capture = pytest.CaptureFixture[str]


def files_of(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def test_what_comes_back_is_what_was_there(
    full: Store, plan: Plan, office: Office, tmp_path: Path
) -> None:
    edition = frozen(full, plan)
    made = backup(full, tmp_path / "backup")
    assert (made.lines, made.head) == (4, full.lines().head)
    again = Store(tmp_path / "again")
    done = restore(tmp_path / "backup", again, office, "王管理员")
    assert (done.lines, done.plans) == (4, ())
    assert list(faults_of(again)) == []
    assert fen(again) == fen(full) == 10_000_000
    assert open_edition(again, edition.manifest.name).meeting().rows == edition.meeting().rows
    assert [act.what for act in acts(again)] == ["freeze", "restore"]


def test_it_holds_all_that_cannot_be_made_again(full: Store, tmp_path: Path) -> None:
    (full.root / "accounts.csv").write_text("login,name\n", "utf-8")
    backup(full, tmp_path / "backup")
    held = files_of(tmp_path / "backup")
    assert {"ledger.jsonl", "backup.json", "accounts.csv", "plans/2022/plan.yaml"} <= held
    assert "reference/units.csv" in held
    assert len([name for name in held if name.startswith("submissions/")]) == 4
    assert not [name for name in held if name.startswith("warehouse/")]


def test_a_second_backup_adds_what_is_new(full: Store, load: Load, tmp_path: Path) -> None:
    backup(full, tmp_path / "backup")
    kept = Store(tmp_path / "backup")
    first = kept.original(full.entries()[0]["sha256"])
    written = first.stat().st_mtime_ns
    load(9, 40_000)
    assert backup(full, tmp_path / "backup").lines == 5
    assert first.stat().st_mtime_ns == written
    assert list(faults_of(kept)) == []


def test_a_backup_while_files_come_in_is_whole(
    full: Store, load: Load, office: Office, tmp_path: Path
) -> None:
    coming = threading.Thread(target=lambda: [load(m, 1_000 * m) for m in (1, 2, 3, 4, 5)])
    coming.start()
    made = [backup(full, tmp_path / "backup").lines]
    while coming.is_alive():
        made.append(backup(full, tmp_path / "backup").lines)
        assert list(faults_of(Store(tmp_path / "backup"))) == []
    coming.join()
    assert made == sorted(made)
    assert backup(full, tmp_path / "backup").lines == 9
    again = Store(tmp_path / "again")
    restore(tmp_path / "backup", again, office, "王管理员")
    assert fen(again) == fen(full) == 11_500_000


def test_a_ledger_that_was_cut_never_overwrites_a_good_backup(full: Store, tmp_path: Path) -> None:
    backup(full, tmp_path / "backup")
    before = (tmp_path / "backup" / "ledger.jsonl").read_bytes()
    lines = full.ledger.read_bytes().splitlines(keepends=True)
    full.ledger.write_bytes(b"".join(lines[:3]))
    with pytest.raises(ChainError, match="台账只有 3 行，已发布的数据里有 4 行"):
        backup(full, tmp_path / "backup")
    shutil.rmtree(full.warehouse)
    with pytest.raises(BackupError, match="里的备份有 4 行台账，与现在的对不上"):
        backup(full, tmp_path / "backup")
    assert (tmp_path / "backup" / "ledger.jsonl").read_bytes() == before


def test_a_damaged_original_is_named_and_the_backup_before_stays(
    full: Store, load: Load, tmp_path: Path
) -> None:
    backup(full, tmp_path / "backup")
    new = load(9, 40_000)
    full.original(new.sha256).write_bytes(b"x")
    with pytest.raises(BackupError, match=r"备份不完整，原有的备份仍可用：\n第 5 号“9月_40000"):
        backup(full, tmp_path / "backup")
    assert len(Store(tmp_path / "backup").entries()) == 4
    assert list(faults_of(Store(tmp_path / "backup"))) == []


def test_a_folder_with_something_else_in_it_is_left_alone(full: Store, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    with pytest.raises(BackupError, match="里有别的东西，不是备份"):
        backup(full, tmp_path / "photos")
    assert files_of(tmp_path / "photos") == {"a.jpg"}


def test_a_damaged_backup_is_not_restored(full: Store, office: Office, tmp_path: Path) -> None:
    backup(full, tmp_path / "backup")
    kept = Store(tmp_path / "backup")
    kept.original(full.entries()[0]["sha256"]).write_bytes(b"x")
    again = Store(tmp_path / "again")
    with pytest.raises(BackupError, match=r"备份本身有损坏，没有恢复：\n第 1 号“6月_50000"):
        restore(tmp_path / "backup", again, office, "王管理员")
    assert not again.root.exists()


def test_nothing_is_restored_over_data(full: Store, office: Office, tmp_path: Path) -> None:
    backup(full, tmp_path / "backup")
    with pytest.raises(BackupError, match="里已有数据：请先把它移到别处"):
        restore(tmp_path / "backup", full, office, "王管理员")


def test_a_restore_that_was_broken_off_is_begun_again(
    full: Store, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(full, tmp_path / "backup")
    again, writes = Store(tmp_path / "again"), []
    fsync = os.fsync

    def pull_the_plug(handle: int) -> None:
        writes.append(handle)
        if len(writes) == 8:
            raise KeyboardInterrupt
        fsync(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", pull_the_plug)
        with pytest.raises(KeyboardInterrupt):
            restore(tmp_path / "backup", again, office, "王管理员")
    restore(tmp_path / "backup", again, office, "王管理员")
    assert fen(again) == 10_000_000


def test_other_plans_than_now_are_told_and_not_touched(
    full: Store, office: Office, tmp_path: Path
) -> None:
    backup(full, tmp_path / "backup")
    plan = tmp_path / "backup" / "plans" / "2022" / "quotas.csv"
    plan.write_text(plan.read_text("utf-8") + "\n", "utf-8")
    done = restore(tmp_path / "backup", Store(tmp_path / "again"), office, "王管理员")
    assert done.plans == ("plans/2022/quotas.csv",)


def test_the_commands(full: Store, tmp_path: Path, capsys: Capture) -> None:
    folder = str(tmp_path / "backup")
    assert run(main, "etl", ["backup", folder, "--data", str(full.root)]) == 0
    assert f"已备份到 {folder}：台账 4 行" in capsys.readouterr().out
    assert run(main, "etl", ["restore", folder, "--data", str(full.root)]) == 1
    assert "里已有数据" in capsys.readouterr().err
    again = str(tmp_path / "again")
    assert run(main, "etl", ["restore", folder, "--by", "王", "--data", again]) == 0
    assert f"已恢复到 {again}：台账 4 行，数据仓库已重建。" in capsys.readouterr().out


def test_what_was_let_in_while_a_restore_began_is_not_written_over(
    full: Store, load: Load, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(full, tmp_path / "backup")
    again = Store(tmp_path / "again")

    waiting = Store.locked

    def after_a_load(store: Store) -> AbstractContextManager[None]:
        monkeypatch.setattr(Store, "locked", waiting)
        load(9, 1, again)
        return waiting(store)

    monkeypatch.setattr(Store, "locked", after_a_load)
    with pytest.raises(BackupError, match="里已有数据"):
        restore(tmp_path / "backup", again, office, "王管理员")
    assert len(again.entries()) == 1


def test_nothing_is_let_in_while_a_restore_is_broken_off(
    full: Store, load: Load, office: Office, tmp_path: Path
) -> None:
    backup(full, tmp_path / "backup")
    again = Store(tmp_path / "again")
    again.root.mkdir()
    (again.root / ".restoring").touch()
    with pytest.raises(ChainError, match="上一次恢复没有完成。请再运行一次 python -m etl restore"):
        load(9, 1, again)
    assert health_of(again).faults == ("台账：上一次恢复没有完成",)
    restore(tmp_path / "backup", again, office, "王管理员")
    assert health_of(again).faults == ()


def test_a_changed_edition_or_audit_never_overwrites_that_of_the_backup(
    full: Store, plan: Plan, tmp_path: Path
) -> None:
    edition = frozen(full, plan)
    backup(full, tmp_path / "backup")
    content, audit = edition.folder / "content.json", full.audit.read_bytes()
    content.write_bytes(content.read_bytes() + b" ")
    full.audit.write_bytes(b"")
    with pytest.raises(BackupError) as told:
        backup(full, tmp_path / "backup")
    assert str(told.value).splitlines()[1:] == [
        f"会议版“{edition.folder.name}”：content.json 在定稿之后被改动",
        "操作记录：比备份里的短，或不同",
    ]
    kept = Store(tmp_path / "backup")
    assert list(faults_of(kept)) == []
    assert kept.audit.read_bytes() == audit


@pytest.mark.parametrize("inside", [".", "editions/b", "submissions/b"])
def test_a_backup_lies_outside_of_what_it_keeps(full: Store, inside: str) -> None:
    with pytest.raises(BackupError, match="在数据目录里面：请备份到别处"):
        backup(full, full.root / inside)
    assert list(faults_of(full)) == []
