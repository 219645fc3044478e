"""What is erased is in no file any more; the ledger's line and a tombstone say that it was."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from edition_facts import frozen
from proof_facts import fen

from etl.__main__ import main
from etl.forms.context import Office
from etl.proof.backup import backup
from etl.proof.erase import erase
from etl.proof.verify import faults_of
from etl.store.admit import load_file
from etl.store.disk.folder import OriginalError, Store
from etl.store.lines.erase import EraseError
from etl.store.lines.ledger import Entry, Erasure, append_entry, read_lines
from etl.store.outcome import Outcome, Receipt
from etl.store.warehouse import bring_up_to_date
from etl.store.withdraw import withdraw
from kpi.moments import utc_now
from kpi.plan import Plan
from kpi.usage.command import run

Load = Callable[..., Outcome]
Capture = pytest.CaptureFixture[str]


def held(folder: Path, text: bytes) -> list[str]:
    """The files in which a text stands."""
    paths = (p for p in folder.rglob("*") if p.is_file())
    return sorted(p.name for p in paths if text in p.read_bytes())


def test_what_still_counts_is_not_erased(full: Store, office: Office) -> None:
    with pytest.raises(EraseError, match=r"第 1 号“6月_50000\.xlsx”还计入数字：请先撤回"):
        erase(full, office, 1, "含个人信息", "王管理员")


def test_the_original_and_its_rows_are_gone_and_the_line_stays(full: Store, office: Office) -> None:
    entry = read_lines(full)[0]
    assert isinstance(entry, Entry)
    withdraw(full, office, 1, "含个人信息", "王管理员")
    done = erase(full, office, 1, "含个人信息", "王管理员")
    assert done.line.submissions == (1,)
    assert not full.original(entry.sha256).exists()
    assert read_lines(full)[0] == entry
    assert isinstance(read_lines(full)[5], Erasure)
    said = json.loads(full.tombstone(entry.sha256).read_bytes())
    assert (said["reason"], said["erased_by"]) == ("含个人信息", "王管理员")
    with pytest.raises(OriginalError, match="原件已按规定删除"):
        full.read_original(entry.sha256)
    assert fen(full) == 5_000_000
    assert list(faults_of(full)) == []
    # no version with its rows is kept
    assert [p.name[:9] for p in full.warehouse.glob("*.duckdb")] == ["v00000006"]


def test_the_same_bytes_let_in_again_count_and_stay(full: Store, office: Office) -> None:
    entry = read_lines(full)[0]
    assert isinstance(entry, Entry)
    content = full.read_original(entry.sha256)
    withdraw(full, office, 1, "含个人信息", "王管理员")
    erase(full, office, 1, "含个人信息", "王管理员")
    sent = load_file(full, office, entry.file_name, content, Receipt("张三"))
    assert (sent.verdict, fen(full)) == ("accepted", 10_000_000)
    with full.locked():
        bring_up_to_date(full, office, afresh=True)
    assert fen(full) == 10_000_000
    assert full.read_original(entry.sha256) == content
    assert list(faults_of(full)) == []


def test_an_erasure_that_was_broken_off_is_finished_by_the_next(
    full: Store, office: Office
) -> None:
    withdraw(full, office, 1, "含个人信息", "王管理员")
    sha256 = full.entries()[0]["sha256"]
    line = Erasure(
        line=6,
        erases=sha256,
        submissions=(1,),
        erased_at=utc_now(),
        erased_by="王",
        reason="含个人信息",
    )
    append_entry(full, line)
    with full.locked():
        bring_up_to_date(full, office)
    assert not full.original(sha256).exists()
    assert full.tombstone(sha256).exists()


def test_it_may_be_sent_again_in_a_clean_copy_only(full: Store, office: Office, load: Load) -> None:
    withdraw(full, office, 1, "含个人信息", "王管理员")
    erase(full, office, 1, "含个人信息", "王管理员")
    with pytest.raises(EraseError, match=r"第 1 号“6月_50000\.xlsx”的原件已经删除过"):
        erase(full, office, 1, "含个人信息", "王管理员")
    assert load(6, 51_000).verdict == "accepted"
    assert fen(full) == 10_100_000


def test_the_next_backup_erases_it_as_well(full: Store, office: Office, tmp_path: Path) -> None:
    backup(full, tmp_path / "backup")
    sha256 = full.entries()[0]["sha256"]
    withdraw(full, office, 1, "含个人信息", "王管理员")
    erase(full, office, 1, "含个人信息", "王管理员")
    backup(full, tmp_path / "backup")
    kept = Store(tmp_path / "backup")
    assert (kept.original(sha256).exists(), kept.tombstone(sha256).exists()) == (False, True)
    assert list(faults_of(kept)) == []


def test_an_edition_that_was_frozen_with_it_is_named(
    full: Store, plan: Plan, office: Office, capsys: Capture
) -> None:
    edition = frozen(full, plan)
    withdraw(full, office, 1, "含个人信息", "王管理员")
    command = ["erase", "1", "--reason", "含个人信息", "--data", str(full.root)]
    assert run(main, "etl", command) == 0
    told = capsys.readouterr().out
    assert "已删除第 1 号“6月_50000.xlsx”的原件及其各行；台账的行留下。" in told
    assert f"这些会议版是用它定稿的，其中的数据没有删除：{edition.folder.name}" in told


def test_left_overs_of_killed_writes_are_swept(full: Store, plan: Plan, office: Office) -> None:
    edition = frozen(full, plan)
    torn = "0" * 32
    sha256 = full.entries()[0]["sha256"]
    left = [
        full.original(sha256).with_name(f".{sha256}.{torn}"),
        edition.folder / "files" / f".通报.pdf.{torn}",
        full.root / f".ledger.jsonl.{torn}",
    ]
    for path in left:
        path.write_bytes(b"x")
    half = full.editions / f".四季度会.{torn}"
    (half / "files").mkdir(parents=True)
    (full.editions / ".gitkeep").write_text("")
    with full.locked():
        bring_up_to_date(full, office)
    assert [p for p in (*left, half) if p.exists()] == []
    assert (full.editions / ".gitkeep").exists()
